// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "pastenotice.h"

#include "payloadeditor.h"
#include "theme/inlinemessage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! The ends of lines in \a text that become line feeds, by name, and how many there are.
QString endsOfLines(const QString &text)
{
    const qsizetype pairs = text.count("\r\n"_L1);
    QStringList names;
    for (const auto &[name, count] :
         { std::pair(u"CR LF"_s, pairs), std::pair(u"CR"_s, text.count(u'\r') - pairs),
           std::pair(u"U+2029"_s, text.count(QChar(0x2029))),
           std::pair(u"U+FDD0"_s, text.count(QChar(0xFDD0))),
           std::pair(u"U+FDD1"_s, text.count(QChar(0xFDD1))) }) {
        if (count > 0) {
            names.append(u"%1 (%2)"_s.arg(name, QLocale().toString(count)));
        }
    }
    return names.join(u", "_s);
}

} // namespace

PasteNotice::PasteNotice(PayloadEditor *editor, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_text(new QLabel(this))
    , m_bytes(new QToolButton(this))
{
    m_text->setObjectName("pasteNotice"_L1);
    m_text->setWordWrap(true);
    m_bytes->setObjectName("pasteBytes"_L1);
    m_bytes->setText(tr("Take Its Bytes"));
    m_bytes->setToolTip(tr("Shows the whole as hexadecimal bytes, with what was pasted as it was"));
    m_bytes->setAutoRaise(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_text, 1);
    row->addWidget(m_bytes);
    connect(m_bytes, &QToolButton::clicked, this, [this] {
        const QByteArray bytes = m_whole.toUtf8();
        clear();
        Q_EMIT bytesRequested(bytes);
    });
    connect(m_editor, &PayloadEditor::pasteChanged, this, &PasteNotice::tell);
    connect(m_editor, &PayloadEditor::textReplaced, this, &PasteNotice::clear);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &PasteNotice::onEdited);
    hide();
}

PasteNotice::~PasteNotice() = default;

void PasteNotice::setOffersBytes(bool offers)
{
    m_offersBytes = offers;
    m_bytes->setVisible(offers && !m_whole.isNull());
}

void PasteNotice::tell(const QString &whole, const QString &pasted)
{
    m_whole = whole;
    m_shown = m_editor->text();
    const QString ends = endsOfLines(pasted);
    setInlineMessage(m_text, MessageKind::Warning,
                     ends.isEmpty() ? tr("What was pasted was changed: the editor cannot hold it as it was.")
                                    : tr("What was pasted was changed: line feeds took the place of %1.")
                                          .arg(ends));
    m_bytes->setVisible(m_offersBytes);
    show();
}

//! What was typed since would be lost with the bytes.
void PasteNotice::onEdited()
{
    if (m_editor->textSize() == 0) {
        clear();
    } else if (!m_whole.isNull() && m_editor->text() != m_shown) {
        m_whole.clear();
        m_shown.clear();
        m_bytes->hide();
    }
}

void PasteNotice::clear()
{
    m_whole.clear();
    m_shown.clear();
    hide();
}

} // namespace Tailwater

#include "moc_pastenotice.cpp"
