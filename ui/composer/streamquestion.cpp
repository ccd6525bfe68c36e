// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamquestion.h"

#include "connection/errortext.h"
#include "connection/server.h"
#include "explorer/streamentry.h"
#include "theme/icons.h"
#include "theme/inlinemessage.h"
#include "theme/theme.h"

#include <durablestreams/call.h>

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

StreamQuestion::StreamQuestion(Deed deed, Server *server, const QByteArray &path, QWidget *parent)
    : QDialog(parent)
    , m_deed(deed)
    , m_server(server)
    , m_path(path)
    , m_message(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const QString name = displayPath(path);
    if (deed == Deed::Close) {
        setObjectName("closeStreamDialog"_L1);
        setWindowTitle(tr("Close Stream"));
        layOut(tr("Close “%1”?").arg(name),
               tr("Readers get the end of the stream. A closed stream can never be reopened; "
                  "you can still fork it."),
               tr("&Close Stream"));
    } else {
        setObjectName("deleteStreamDialog"_L1);
        setWindowTitle(tr("Delete Stream"));
        layOut(tr("Delete “%1”?").arg(name),
               tr("All data is removed for every reader. If forks of it exist, the path answers "
                  "410 until the last fork is gone. This cannot be undone."),
               tr("&Delete Stream"));
    }
}

StreamQuestion::~StreamQuestion() = default;

void StreamQuestion::layOut(const QString &question, const QString &consequence,
                            const QString &button)
{
    auto *sign = new QLabel(this);
    sign->setPixmap(icon("warning"_L1, Theme::colours(palette()).warning)
                        .pixmap(QSize(32, 32), devicePixelRatioF()));
    sign->setAlignment(Qt::AlignTop);
    auto *headline = new QLabel(question, this);
    headline->setTextFormat(Qt::PlainText);
    headline->setWordWrap(true);
    QFont font = headline->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setWeight(QFont::DemiBold);
    headline->setFont(font);
    auto *text = new QLabel(consequence, this);
    text->setWordWrap(true);
    auto *where = new QLabel(tr("On %1 (%2)").arg(m_server->displayName(),
                                                   m_server->urlOf(m_path).toDisplayString()),
                             this);
    where->setTextFormat(Qt::PlainText);
    where->setWordWrap(true);
    where->setForegroundRole(QPalette::PlaceholderText);
    m_message->setWordWrap(true);
    m_message->hide();

    auto *buttons = new QDialogButtonBox(this);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    m_do = buttons->addButton(button, QDialogButtonBox::DestructiveRole);
    m_do->setObjectName("carryOut"_L1);
    m_do->setAutoDefault(false);
    cancel->setDefault(true);
    cancel->setFocus();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_do, &QPushButton::clicked, this, &StreamQuestion::carryOut);

    auto *words = new QVBoxLayout;
    words->setSpacing(10);
    words->addWidget(headline);
    words->addWidget(text);
    words->addWidget(where);
    if (m_server->connection().environment == Connection::Environment::Production) {
        words->addWidget(makeNameCheck());
    }
    words->addWidget(m_message);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(sign);
    row->addLayout(words, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(18);
    layout->addLayout(row);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(460);
}

QWidget *StreamQuestion::makeNameCheck()
{
    const QString name = displayPath(m_path).section(u'/', -1, -1, QString::SectionSkipEmpty);
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("This is production. Type “%1” to go on:").arg(name), box);
    label->setWordWrap(true);
    auto *edit = new QLineEdit(box);
    edit->setObjectName("typeName"_L1);
    edit->setAccessibleName(label->text());
    layout->addWidget(label);
    layout->addWidget(edit);
    m_do->setEnabled(false);
    connect(edit, &QLineEdit::textChanged, this,
            [this, name](const QString &text) { m_do->setEnabled(text == name); });
    return box;
}

void StreamQuestion::carryOut()
{
    m_do->setEnabled(false);
    const DurableStreams::Stream stream = m_server->stream(m_path);
    DurableStreams::Call *call = m_deed == Deed::Close ? stream.closeStream() : stream.remove();
    connect(call, &DurableStreams::Call::finished, this,
            [this](const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                m_do->setEnabled(true);
                // A DELETE that was repeated after a lost answer finds nothing: it was ours.
                if (!result) {
                    setInlineMessage(m_message, MessageKind::Bad,
                                     QStringList { causeOf(result.error()),
                                                   serverWords(result.error()) }
                                         .join(u' ')
                                         .trimmed());
                    return;
                }
                Q_EMIT done(m_deed, m_path, *result);
                accept();
            });
}

} // namespace Tailwater

#include "moc_streamquestion.cpp"
