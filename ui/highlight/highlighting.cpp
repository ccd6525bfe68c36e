// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "highlight/highlighting.h"

#include <QApplication>
#include <QEvent>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace Tailwater {

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

void Highlighting::updateTheme()
{
    const KSyntaxHighlighting::Theme theme = m_repository.themeForPalette(QApplication::palette());
    if (theme.name() != m_theme.name()) {
        m_theme = theme;
        Q_EMIT themeChanged();
    }
}

} // namespace Tailwater

#include "moc_highlighting.cpp"
