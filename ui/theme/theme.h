// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QColor>
#include <QObject>

QT_BEGIN_NAMESPACE
class QPalette;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Colours that a QPalette has no role for; every pair meets 4.5:1 on the window and base colour.
struct Colours
{
    QColor muted; //!< secondary text
    QColor border; //!< hairlines between panes and around fields
    QColor hover; //!< under the pointer
    QColor accent; //!< the one strong colour: default buttons, the current tab, focus
    QColor onAccent;
    QColor good;
    QColor warning;
    QColor bad;
    QColor goodTint; //!< backgrounds of messages
    QColor warningTint;
    QColor badTint;
};

//! \brief The application's look: our style, a light and a dark palette, and which of them is on.
//!
//! GUI thread only. One object for the application, made before the first window.
class Theme : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Appearance appearance READ appearance WRITE setAppearance NOTIFY appearanceChanged)

public:
    enum class Appearance {
        System, //!< as the platform says, light where it says nothing
        Light,
        Dark,
    };
    Q_ENUM(Appearance)

    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    Appearance appearance() const { return m_appearance; }
    void setAppearance(Appearance appearance);

    //! \brief The extra colours for the palette that \a palette is (light or dark).
    static const Colours &colours(const QPalette &palette);
    static bool isDark(const QPalette &palette);
    static QPalette lightPalette();
    static QPalette darkPalette();

Q_SIGNALS:
    void appearanceChanged(Tailwater::Theme::Appearance appearance);

private:
    void apply();

    Appearance m_appearance = Appearance::System;
};

} // namespace Tailwater
