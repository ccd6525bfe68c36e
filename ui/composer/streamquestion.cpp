// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamquestion.h"

#include "appendcurl.h"
#include "capturefirst.h"
#include "connection/errortext.h"
#include "connection/server.h"
#include "curlbutton.h"
#include "explorer/streamentry.h"
#include "theme/icons.h"
#include "theme/inlinemessage.h"
#include "theme/theme.h"

#include <durablestreams/call.h>

#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {
constexpr int ShownRows = 8;
}

StreamQuestion::StreamQuestion(Deed deed, Server *server, const QList<QByteArray> &paths,
                               QWidget *parent)
    : QDialog(parent)
    , m_deed(deed)
    , m_server(server)
    , m_paths(paths)
    , m_message(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    if (deed == Deed::Close) {
        setObjectName("closeStreamDialog"_L1);
        setWindowTitle(tr("Close Stream"));
        layOut(paths.size() > 1 ? tr("&Close %n Stream(s)", nullptr, int(paths.size()))
                                : tr("&Close Stream"));
    } else {
        setObjectName("deleteStreamDialog"_L1);
        setWindowTitle(tr("Delete Stream"));
        layOut(paths.size() > 1 ? tr("&Delete %n Stream(s)", nullptr, int(paths.size()))
                                : tr("&Delete Stream"));
    }
}

StreamQuestion::~StreamQuestion() = default;

QString StreamQuestion::question() const
{
    const int count = int(m_paths.size());
    const QString name = displayPath(m_paths.first());
    if (m_deed == Deed::Close) {
        return count > 1 ? tr("Close %n stream(s)?", nullptr, count) : tr("Close “%1”?").arg(name);
    }
    return count > 1 ? tr("Delete %n stream(s)?", nullptr, count) : tr("Delete “%1”?").arg(name);
}

QString StreamQuestion::consequence() const
{
    return m_deed == Deed::Close
        ? tr("Readers get the end of the stream. A closed stream can never be reopened; "
             "you can still fork it.")
        : m_paths.size() > 1
        ? tr("All data is removed for every reader. Where forks of one exist, its path answers "
             "410 until the last fork is gone. This cannot be undone.")
        : tr("All data is removed for every reader. If forks of it exist, the path answers "
             "410 until the last fork is gone. This cannot be undone.");
}

void StreamQuestion::layOut(const QString &button)
{
    m_sign = new QLabel(this);
    m_sign->setAlignment(Qt::AlignTop);
    drawSign();
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    addCopyCurlButton(buttons, [this] { return curl(); });
    m_do = buttons->addButton(button, QDialogButtonBox::DestructiveRole);
    m_do->setObjectName("carryOut"_L1);
    m_do->setAutoDefault(false);
    cancel->setDefault(true);
    cancel->setFocus();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_do, &QPushButton::clicked, this, &StreamQuestion::carryOut);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_sign);
    row->addWidget(makeWords(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(18);
    layout->addLayout(row);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(500);
}

QWidget *StreamQuestion::makeWords()
{
    auto *box = new QWidget(this);
    auto *headline = new QLabel(question(), box);
    headline->setTextFormat(Qt::PlainText);
    headline->setWordWrap(true);
    QFont font = headline->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setWeight(QFont::DemiBold);
    headline->setFont(font);
    auto *text = new QLabel(consequence(), box);
    text->setWordWrap(true);
    const bool one = m_paths.size() == 1;
    const QUrl address = one ? m_server->urlOf(m_paths.first()) : m_server->connection().baseUrl;
    auto *where = new QLabel(tr("On %1 (%2)").arg(m_server->displayName(), address.toDisplayString()),
                             box);
    where->setTextFormat(Qt::PlainText);
    where->setWordWrap(true);
    where->setForegroundRole(QPalette::PlaceholderText);
    m_message->setObjectName("questionMessage"_L1);
    m_message->setWordWrap(true);
    m_message->hide();
    auto *words = new QVBoxLayout(box);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(10);
    words->addWidget(headline);
    words->addWidget(text);
    if (!one) {
        m_list = new QListWidget(box);
        m_list->setObjectName("questionList"_L1);
        m_list->setAccessibleName(tr("The streams"));
        m_list->setSelectionMode(QAbstractItemView::NoSelection);
        m_list->setWordWrap(true); // for what was the matter
        m_list->setTextElideMode(Qt::ElideNone);
        for (const QByteArray &path : std::as_const(m_paths)) {
            m_list->addItem(displayPath(path));
        }
        m_list->setFixedHeight(m_list->sizeHintForRow(0) * qMin(ShownRows, m_list->count()) + 10);
        words->addWidget(m_list);
    }
    words->addWidget(where);
    if (m_deed == Deed::Delete) {
        m_captureFirst = new CaptureFirst(m_server, m_paths, box);
        connect(m_captureFirst, &CaptureFirst::changed, this, &StreamQuestion::refreshButton);
        connect(m_captureFirst, &CaptureFirst::finished, this, &StreamQuestion::onCaptured);
        words->addWidget(m_captureFirst);
    }
    if (m_server->connection().environment == Connection::Environment::Production) {
        words->addWidget(makeNameCheck());
    }
    words->addWidget(m_message);
    return box;
}

QWidget *StreamQuestion::makeNameCheck()
{
    m_name = m_paths.size() > 1
        ? QString::number(m_paths.size())
        : displayPath(m_paths.first()).section(u'/', -1, -1, QString::SectionSkipEmpty);
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(m_paths.size() > 1
                                 ? tr("This is production. Type how many streams these are to go on:")
                                 : tr("This is production. Type “%1” to go on:").arg(m_name),
                             box);
    label->setWordWrap(true);
    m_typed = new QLineEdit(box);
    m_typed->setObjectName("typeName"_L1);
    m_typed->setAccessibleName(label->text());
    layout->addWidget(label);
    layout->addWidget(m_typed);
    m_do->setEnabled(false);
    connect(m_typed, &QLineEdit::textChanged, this, &StreamQuestion::refreshButton);
    return box;
}

void StreamQuestion::refreshButton()
{
    if (m_busy) {
        return;
    }
    const QString fault = m_captureFirst ? m_captureFirst->fault() : QString();
    setInlineMessage(m_message, MessageKind::Bad, fault);
    m_do->setEnabled(fault.isEmpty() && (!m_typed || m_typed->text() == m_name));
}

void StreamQuestion::drawSign()
{
    m_sign->setPixmap(icon("warning"_L1, Theme::colours(palette()).warning)
                          .pixmap(QSize(32, 32), devicePixelRatioF()));
}

void StreamQuestion::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_sign) {
        drawSign();
    }
}

QString StreamQuestion::curl() const
{
    if (!m_server) {
        return {};
    }
    if (m_deed == Deed::Delete) {
        return curlForDelete(*m_server, m_paths);
    }
    QStringList commands;
    for (const QByteArray &path : m_paths) {
        commands.append(curlForAppends(*m_server, path, {}, { .close = true }));
    }
    return commands.join(u'\n');
}

void StreamQuestion::carryOut()
{
    m_busy = true;
    m_do->setEnabled(false);
    if (m_typed) {
        m_typed->setEnabled(false);
    }
    setInlineMessage(m_message, MessageKind::Neutral, QString());
    m_waiting = m_paths;
    carryOutNext();
}

void StreamQuestion::carryOutNext()
{
    if (m_waiting.isEmpty() || !m_server) {
        finishRound();
        return;
    }
    const QByteArray path = m_waiting.takeFirst();
    if (m_captureFirst && m_captureFirst->isWanted()) {
        m_captureFirst->capture(path);
    } else {
        carryOutOn(path);
    }
}

void StreamQuestion::onCaptured(const QByteArray &path, const QString &file, const QString &error)
{
    if (!error.isEmpty() || !m_server) {
        fail(path, tr("Not deleted, for the capture failed. %1").arg(error));
        carryOutNext();
        return;
    }
    Q_EMIT captured(path, file);
    carryOutOn(path);
}

void StreamQuestion::fail(const QByteArray &path, const QString &why)
{
    note(path, why);
    setInlineMessage(m_message, MessageKind::Bad, why);
}

void StreamQuestion::carryOutOn(const QByteArray &path)
{
    const DurableStreams::Stream stream = m_server->stream(path);
    DurableStreams::Call *call = m_deed == Deed::Close ? stream.closeStream() : stream.remove();
    connect(call, &DurableStreams::Call::finished, this,
            [this, path](const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                onResult(path, result);
            });
}

void StreamQuestion::onResult(const QByteArray &path,
                              const DurableStreams::Result<DurableStreams::StreamInfo> &result)
{
    // A DELETE that was repeated after a lost answer finds nothing: it was ours.
    if (result) {
        m_paths.removeOne(path);
        note(path, m_deed == Deed::Close ? tr("closed") : tr("deleted"));
        Q_EMIT carriedOut(m_deed, path, *result);
    } else {
        fail(path, QStringList { causeOf(result.error()), serverWords(result.error()) }
                       .join(u' ')
                       .trimmed());
    }
    carryOutNext();
}

void StreamQuestion::note(const QByteArray &path, const QString &text)
{
    const QString name = displayPath(path);
    for (int i = 0; m_list && i < m_list->count(); ++i) {
        const QString row = m_list->item(i)->text();
        if (row == name || row.startsWith(name + u" — "_s)) {
            m_list->item(i)->setText(name + u" — "_s + text);
            m_list->item(i)->setToolTip(text);
        }
    }
}

void StreamQuestion::finishRound()
{
    if (m_paths.isEmpty()) {
        accept();
        return;
    }
    m_busy = false;
    m_do->setEnabled(true);
    if (m_list) {
        const int left = int(m_paths.size());
        m_do->setText(m_deed == Deed::Close ? tr("&Close %n Stream(s)", nullptr, left)
                                            : tr("&Delete %n Stream(s)", nullptr, left));
        setInlineMessage(m_message, MessageKind::Bad,
                         m_deed == Deed::Close
                             ? tr("%n stream(s) could not be closed.", nullptr, int(m_paths.size()))
                             : tr("%n stream(s) could not be deleted.", nullptr, int(m_paths.size())));
    }
}

} // namespace Tailwater

#include "moc_streamquestion.cpp"
