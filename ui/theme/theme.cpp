// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "theme.h"

#include "style.h"

#include <QApplication>
#include <QPalette>
#include <QStyleHints>

#include <utility>

namespace Tailwater {

namespace {

struct Tones
{
    QRgb window, base, alternate, button, text, muted, disabled, border, highlight, highlightedText,
        accent, onAccent, link, tip;
};

QPalette paletteOf(const Tones &t)
{
    QPalette p;
    const auto set = [&p](QPalette::ColorRole role, QRgb normal, QRgb disabled) {
        p.setColor(QPalette::All, role, QColor(normal));
        p.setColor(QPalette::Disabled, role, QColor(disabled));
    };
    set(QPalette::Window, t.window, t.window);
    set(QPalette::WindowText, t.text, t.disabled);
    set(QPalette::Base, t.base, t.window);
    set(QPalette::AlternateBase, t.alternate, t.window);
    set(QPalette::Text, t.text, t.disabled);
    set(QPalette::PlaceholderText, t.muted, t.disabled);
    set(QPalette::Button, t.button, t.window);
    set(QPalette::ButtonText, t.text, t.disabled);
    set(QPalette::BrightText, t.onAccent, t.disabled);
    set(QPalette::Highlight, t.highlight, t.border);
    set(QPalette::HighlightedText, t.highlightedText, t.disabled);
    set(QPalette::Accent, t.accent, t.border);
    set(QPalette::Link, t.link, t.disabled);
    set(QPalette::LinkVisited, t.link, t.disabled);
    set(QPalette::ToolTipBase, t.tip, t.tip);
    set(QPalette::ToolTipText, t.text, t.text);
    // The bevel roles: we draw no bevels, but Fusion falls back on them for outlines.
    set(QPalette::Light, t.button, t.window);
    set(QPalette::Midlight, t.button, t.window);
    set(QPalette::Mid, t.border, t.border);
    set(QPalette::Dark, t.border, t.border);
    set(QPalette::Shadow, t.border, t.border);
    return p;
}

constexpr Tones lightTones {
    .window = 0xfff4f6f8,
    .base = 0xffffffff,
    .alternate = 0xfff8f9fb,
    .button = 0xffffffff,
    .text = 0xff1a2027,
    .muted = 0xff5a6572,
    .disabled = 0xff9aa3ad,
    .border = 0xffd3d9e0,
    .highlight = 0xffcfe5fa,
    .highlightedText = 0xff10202e,
    .accent = 0xff0a69b8,
    .onAccent = 0xffffffff,
    .link = 0xff0a69b8,
    .tip = 0xffffffff,
};

constexpr Tones darkTones {
    .window = 0xff1d2127,
    .base = 0xff15181d,
    .alternate = 0xff191d22,
    .button = 0xff2a3038,
    .text = 0xffe3e7ec,
    .muted = 0xff9aa5b1,
    .disabled = 0xff646e79,
    .border = 0xff363d47,
    .highlight = 0xff1e4a73,
    .highlightedText = 0xffffffff,
    .accent = 0xff4ca6ec,
    .onAccent = 0xff08131d,
    .link = 0xff6cb8f2,
    .tip = 0xff2a3038,
};

const Colours lightColours {
    .muted = QColor(0xff5a6572),
    .border = QColor(0xffd3d9e0),
    .hover = QColor(0xffe6ebf0),
    .accent = QColor(0xff0a69b8),
    .onAccent = QColor(0xffffffff),
    .good = QColor(0xff17713d),
    .warning = QColor(0xff8a5300),
    .bad = QColor(0xffb3261e),
    .goodTint = QColor(0xffe2f4e8),
    .warningTint = QColor(0xfffdf1d8),
    .badTint = QColor(0xfffbe5e3),
};

const Colours darkColours {
    .muted = QColor(0xff9aa5b1),
    .border = QColor(0xff363d47),
    .hover = QColor(0xff2a3038),
    .accent = QColor(0xff4ca6ec),
    .onAccent = QColor(0xff08131d),
    .good = QColor(0xff6fd394),
    .warning = QColor(0xfff0b65a),
    .bad = QColor(0xffff8f87),
    .goodTint = QColor(0xff183426),
    .warningTint = QColor(0xff3b2e14),
    .badTint = QColor(0xff43211f),
};

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
{
    QApplication::setStyle(new Style);
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::apply);
    apply();
}

Theme::~Theme() = default;

void Theme::setAppearance(Appearance appearance)
{
    if (std::exchange(m_appearance, appearance) == appearance) {
        return;
    }
    // So that the platform's own pieces (title bars, file dialogs) go along where it can.
    QStyleHints *hints = QGuiApplication::styleHints();
    switch (appearance) {
    case Appearance::System:
        hints->unsetColorScheme();
        break;
    case Appearance::Light:
        hints->setColorScheme(Qt::ColorScheme::Light);
        break;
    case Appearance::Dark:
        hints->setColorScheme(Qt::ColorScheme::Dark);
        break;
    }
    apply();
    Q_EMIT appearanceChanged(m_appearance);
}

void Theme::apply()
{
    const bool dark = m_appearance == Appearance::Dark
        || (m_appearance == Appearance::System
            && QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark);
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

bool Theme::isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

const Colours &Theme::colours(const QPalette &palette)
{
    return isDark(palette) ? darkColours : lightColours;
}

QPalette Theme::lightPalette()
{
    return paletteOf(lightTones);
}

QPalette Theme::darkPalette()
{
    return paletteOf(darkTones);
}

} // namespace Tailwater

#include "moc_theme.cpp"
