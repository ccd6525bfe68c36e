// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "highlight/highlighting.h"

#include <QApplication>
#include <QEvent>
#include <QPointer>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

bool isDark(const QColor &background)
{
    return background.lightness() < 128;
}

double luminance(const QColor &colour)
{
    const auto channel = [](float c) {
        return c <= 0.03928F ? double(c) / 12.92 : std::pow((double(c) + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

//! As WCAG 2 counts it.
double contrast(const QColor &a, const QColor &b)
{
    const auto [less, more] = std::minmax({ luminance(a), luminance(b) });
    return (more + 0.05) / (less + 0.05);
}

QColor madeLegible(const QColor &colour, const QColor &paper)
{
    constexpr double enough = 4.5;
    const float end = isDark(paper) ? 1 : 0;
    QColor ink = colour;
    for (float share = 0.05F; contrast(ink, paper) < enough && share < 1; share += 0.05F) {
        ink = QColor::fromRgbF(colour.redF() + (end - colour.redF()) * share,
                               colour.greenF() + (end - colour.greenF()) * share,
                               colour.blueF() + (end - colour.blueF()) * share);
    }
    return ink;
}

} // namespace

Highlighting *Highlighting::instance()
{
    static QPointer<Highlighting> highlighting;
    if (!highlighting) {
        Q_ASSERT(qApp);
        highlighting = new Highlighting(qApp);
    }
    return highlighting;
}

Highlighting::Highlighting(QObject *parent)
    : QObject(parent)
{
    m_repository.addCustomSearchPath(u":/highlight"_s);
    updateTheme();
    qApp->installEventFilter(this);
}

KSyntaxHighlighting::Definition Highlighting::definitionFor(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    if (type == "application/json" || type == "application/ndjson" || type == "application/x-ndjson"
        || type.endsWith("+json")) {
        // The usual one takes nothing but an object or an array for JSON.
        return m_repository.definitionForName(u"JSON value"_s);
    }
    if (type.isEmpty() || type == "text/plain" || type == "application/octet-stream") {
        return {};
    }
    return m_repository.definitionForMimeType(QString::fromLatin1(type));
}

bool Highlighting::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange) {
        m_legible.clear();
        updateTheme();
    }
    return QObject::eventFilter(watched, event);
}

QColor Highlighting::legible(const QColor &colour) const
{
    auto known = m_legible.constFind(colour.rgb());
    if (known == m_legible.cend()) {
        known = m_legible.insert(
            colour.rgb(), madeLegible(colour, QApplication::palette().color(QPalette::Base)));
    }
    return *known;
}

QStringList Highlighting::themeNames(bool dark) const
{
    QStringList names;
    for (const KSyntaxHighlighting::Theme &theme : m_repository.themes()) {
        const auto background = theme.editorColor(KSyntaxHighlighting::Theme::BackgroundColor);
        if (isDark(QColor::fromRgba(background)) == dark) {
            names.append(theme.name());
        }
    }
    names.sort(Qt::CaseInsensitive);
    return names;
}

void Highlighting::chooseTheme(bool dark, const QString &name)
{
    if (std::exchange(m_chosen[dark], name) != name) {
        updateTheme();
    }
}

void Highlighting::updateTheme()
{
    const KSyntaxHighlighting::Theme chosen
        = m_repository.theme(m_chosen[isDark(QApplication::palette().color(QPalette::Base))]);
    const KSyntaxHighlighting::Theme theme = chosen.isValid()
        ? chosen
        : m_repository.themeForPalette(QApplication::palette());
    if (theme.name() != m_theme.name()) {
        m_theme = theme;
        Q_EMIT themeChanged();
    }
}

} // namespace Tailwater

#include "moc_highlighting.cpp"
