// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "highlight/highlighting.h"

#include <QApplication>
#include <QEvent>
#include <QPointer>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

bool isDark(const QColor &background)
{
    return background.lightness() < 128;
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
    updateTheme();
    qApp->installEventFilter(this);
}

KSyntaxHighlighting::Definition Highlighting::definitionFor(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    if (type == "application/json" || type == "application/ndjson" || type == "application/x-ndjson"
        || type.endsWith("+json")) {
        return m_repository.definitionForName(u"JSON"_s);
    }
    if (type.isEmpty() || type == "text/plain" || type == "application/octet-stream") {
        return {};
    }
    return m_repository.definitionForMimeType(QString::fromLatin1(type));
}

bool Highlighting::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange) {
        updateTheme();
    }
    return QObject::eventFilter(watched, event);
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
