// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>

#include <QColor>
#include <QHash>
#include <QObject>
#include <QStringList>

#include <array>

namespace Tailwater {

//! \brief The syntax definitions and colours of the application; GUI thread only.
//!
//! The theme follows the palette of the application: light or dark as it is, or the one chosen for it.
class Highlighting : public QObject
{
    Q_OBJECT

public:
    static Highlighting *instance();

    KSyntaxHighlighting::Repository &repository() { return m_repository; }
    const KSyntaxHighlighting::Theme &theme() const { return m_theme; }
    //! \brief The definition for \a contentType; invalid, which means plain text, if there is none.
    KSyntaxHighlighting::Definition definitionFor(const QByteArray &contentType);

    //! \brief \a colour, or as much lighter or darker as it takes to be read on the base colour of
    //! the palette: a contrast of 4.5. Themes are made for other backgrounds than ours.
    QColor legible(const QColor &colour) const;

    //! \brief The themes for a dark or a light background, by name.
    QStringList themeNames(bool dark) const;
    //! \brief The theme chosen for a dark or a light background; empty: the usual one.
    QString chosenTheme(bool dark) const { return m_chosen[dark]; }
    void chooseTheme(bool dark, const QString &name);

Q_SIGNALS:
    //! \brief The palette changed: colours are to be asked for again.
    void themeChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    explicit Highlighting(QObject *parent);
    void updateTheme();

    KSyntaxHighlighting::Repository m_repository;
    KSyntaxHighlighting::Theme m_theme;
    std::array<QString, 2> m_chosen;
    mutable QHash<QRgb, QColor> m_legible; // on the palette's base
};

} // namespace Tailwater
