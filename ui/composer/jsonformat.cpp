// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "jsonformat.h"

#include "jsonlayout.h"
#include "payload.h"
#include "payloadeditor.h"

#include <QPointer>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {
constexpr qsizetype AtOnceSize = 64 * 1024;
}

JsonFormat::JsonFormat(PayloadEditor *editor)
    : QObject(editor)
    , m_editor(editor)
{ }

JsonFormat::~JsonFormat() = default;

std::optional<QString> JsonFormat::laidOut(const QString &text, bool minify)
{
    // A text with variables may be no JSON before they are filled in.
    if (!makePayload(text, { .contentType = "application/json"_ba }).isSendable()) {
        return std::nullopt;
    }
    const QByteArray utf8 = text.toUtf8();
    return QString::fromUtf8(minify ? minifyJson(utf8) : formatJson(utf8));
}

void JsonFormat::apply(bool minify)
{
    const QString text = m_editor->text();
    const quint64 number = ++m_number;
    if (text.size() <= AtOnceSize) {
        onLaidOut(number, text, laidOut(text, minify));
        return;
    }
    QThreadPool::globalInstance()->start([self = QPointer(this), number, text, minify] {
        QMetaObject::invokeMethod(
            qApp,
            [self, number, text, result = laidOut(text, minify)] {
                if (self) {
                    self->onLaidOut(number, text, result);
                }
            },
            Qt::QueuedConnection);
    });
}

void JsonFormat::onLaidOut(quint64 number, const QString &text, const std::optional<QString> &result)
{
    if (number == m_number && result && *result != text && m_editor->text() == text) {
        m_editor->replaceText(*result);
    }
}

} // namespace Tailwater

#include "moc_jsonformat.cpp"
