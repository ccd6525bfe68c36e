// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>

#include <QObject>

namespace Tailwater {

//! \brief The syntax definitions and colours of the application; GUI thread only.
//!
//! The theme follows the palette of the application: light or dark as it is.
class Highlighting : public QObject
{
    Q_OBJECT

public:
    static Highlighting *instance();

    KSyntaxHighlighting::Repository &repository() { return m_repository; }
    const KSyntaxHighlighting::Theme &theme() const { return m_theme; }
    //! \brief The definition for \a contentType; invalid, which means plain text, if there is none.
    KSyntaxHighlighting::Definition definitionFor(const QByteArray &contentType);

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
};

} // namespace Tailwater
