// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "forkdialog.h"

#include "appendcurl.h"
#include "connection/errortext.h"
#include "connection/otherserver.h"
#include "connection/server.h"
#include "copyrun.h"
#include "curlbutton.h"
#include "explorer/streamentry.h"
#include "lifetimefield.h"
#include "theme/inlinemessage.h"

#include <durablestreams/call.h>
#include <durablestreams/headqueue.h>

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

using DurableStreams::ErrorCode;

namespace {
enum Point { AtTail, AtRow, AtOffset };
}

ForkDialog::ForkDialog(Server *server, const QByteArray &source, const ForkPoint &point,
                       const QByteArray &contentType, QWidget *parent)
    : QDialog(parent)
    , m_server(server)
    , m_source(source)
    , m_contentType(contentType)
    , m_point(point)
    , m_path(new QLineEdit(displayPath(proposedPath(*server, source)), this))
    , m_offset(new QLineEdit(this))
    , m_points(new QButtonGroup(this))
    , m_lifetime(new LifetimeField(LifetimeField::Source::Fork, this))
    , m_curl(new QPlainTextEdit(this))
    , m_message(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName("forkStreamDialog"_L1);
    setWindowTitle(tr("Fork Stream"));
    if (const auto head = server->heads()->last(source); head && head->result) {
        m_lifetime->setSource(head->result->ttl, head->result->expiresAt);
    }
    layOut();
    connect(m_path, &QLineEdit::textChanged, this, &ForkDialog::refresh);
    connect(m_offset, &QLineEdit::textChanged, this, &ForkDialog::refresh);
    connect(m_points, &QButtonGroup::idToggled, this, &ForkDialog::refresh);
    connect(m_lifetime, &LifetimeField::changed, this, &ForkDialog::refresh);
    refresh();
}

ForkDialog::~ForkDialog() = default;

QByteArray ForkDialog::proposedPath(const Server &server, const QByteArray &source)
{
    int number = 1;
    QByteArray path;
    do {
        path = source + "-fork-" + QByteArray::number(number++);
    } while (server.catalog()->entry(path));
    return path;
}

void ForkDialog::layOut()
{
    auto *headline = new QLabel(tr("Fork “%1”").arg(displayPath(m_source)), this);
    headline->setTextFormat(Qt::PlainText);
    headline->setWordWrap(true);
    QFont font = headline->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setWeight(QFont::DemiBold);
    headline->setFont(font);
    auto *rule = new QLabel(tr("The fork begins with what the source holds up to that point, and goes on "
                               "by itself: it can be written to even if the source is closed. Nothing "
                               "changes in the source."),
                            this);
    rule->setWordWrap(true);
    m_path->setObjectName("forkPath"_L1);
    m_curl->setObjectName("forkCurl"_L1);
    m_curl->setAccessibleName(tr("The same as a curl command"));
    m_curl->setReadOnly(true);
    m_curl->setTabChangesFocus(true);
    m_curl->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_curl->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    // Less of it where a screen is low.
    m_curl->setMinimumHeight(m_curl->fontMetrics().lineSpacing() + 14);
    m_curl->setMaximumHeight(m_curl->fontMetrics().lineSpacing() * 6 + 14);
    m_message->setObjectName("forkMessage"_L1);
    m_message->setWordWrap(true);
    m_message->hide();
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(6);
    form->addRow(tr("&New path"), m_path);
    form->addRow(tr("Forks"), makePoints());
    form->addRow(tr("&Lifetime"), m_lifetime);
    form->addRow(tr("As curl"), m_curl);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    addCopyCurlButton(buttons, [this] { return m_curl->toPlainText(); });
    m_copy = buttons->addButton(tr("C&opy Instead"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName("forkCopy"_L1);
    m_copy->hide();
    m_fork = buttons->addButton(tr("Create &Fork"), QDialogButtonBox::AcceptRole);
    m_fork->setObjectName("forkCreate"_L1);
    m_fork->setDefault(true);
    connect(m_fork, &QPushButton::clicked, this, &ForkDialog::fork);
    connect(m_copy, &QPushButton::clicked, this, &ForkDialog::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 14, 20, 12);
    layout->setSpacing(8);
    layout->addWidget(headline);
    layout->addWidget(rule);
    layout->addLayout(form);
    layout->addWidget(m_message);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(620);
}

QWidget *ForkDialog::makePoints()
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](int id, const QString &text) {
        auto *button = new QRadioButton(text, box);
        m_points->addButton(button, id);
        column->addWidget(button);
        return button;
    };
    if (!m_point.isTail()) {
        QRadioButton *row = add(AtRow, m_point.words());
        row->setObjectName("forkAtRow"_L1);
        row->setToolTip(QString::fromLatin1(m_point.offset.token()));
        row->setChecked(true);
    }
    QRadioButton *tail = add(AtTail, ForkPoint {}.words());
    tail->setObjectName("forkAtTail"_L1);
    tail->setChecked(m_point.isTail());
    QRadioButton *offset = add(AtOffset, tr("at the off&set"));
    offset->setObjectName("forkAtOffset"_L1);
    m_offset->setObjectName("forkOffset"_L1);
    m_offset->setAccessibleName(tr("Offset"));
    column->addWidget(m_offset);
    return box;
}

ForkPoint ForkDialog::point() const
{
    switch (m_points->checkedId()) {
    case AtRow:
        return m_point;
    case AtOffset:
        return { .offset = DurableStreams::Offset(m_offset->text().trimmed().toLatin1()) };
    default:
        return {};
    }
}

QByteArray ForkDialog::path() const
{
    return m_server->pathFromInput(m_path->text());
}

DurableStreams::ForkOptions ForkDialog::options() const
{
    DurableStreams::ForkOptions options;
    options.sourcePath = m_server->urlOf(m_source).path(QUrl::FullyEncoded).toLatin1();
    const ForkPoint where = point();
    if (!where.isTail()) {
        options.offset = where.offset;
    }
    if (where.past > 0) {
        options.subOffset = where.past;
    }
    m_lifetime->apply(options.create);
    return options;
}

void ForkDialog::refresh()
{
    if (!m_server) {
        reject();
        return;
    }
    const bool needsOffset = m_points->checkedId() == AtOffset;
    m_offset->setVisible(needsOffset);
    m_copy->hide();
    const QString elsewhere = whyNoPath(*m_server, m_path->text());
    setInlineMessage(m_message, MessageKind::Bad, elsewhere);
    const bool ready = elsewhere.isEmpty() && !path().isEmpty()
        && (!needsOffset || !m_offset->text().trimmed().isEmpty());
    m_curl->setPlainText(ready ? curlForFork(*m_server, path(), options()) : QString());
    m_fork->setEnabled(ready && !m_busy && m_server->canWrite());
    m_fork->setDefault(true);
}

void ForkDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_fork->setEnabled(!busy);
    m_copy->setEnabled(!busy);
}

void ForkDialog::fork()
{
    setBusy(true);
    DurableStreams::Call *call = m_server->stream(path()).fork(options());
    connect(call, &DurableStreams::Call::finished, this, &ForkDialog::onForked);
}

void ForkDialog::onForked(const DurableStreams::Result<DurableStreams::StreamInfo> &result)
{
    setBusy(false);
    if (!m_server) {
        return;
    }
    if (result) {
        const bool existed = !result->created && !result->outcomeOfRetry;
        Q_EMIT created(path(), *result, true);
        if (!existed) {
            accept();
            return;
        }
        setInlineMessage(m_message, MessageKind::Warning,
                         tr("This fork existed already. Nothing was changed."));
        return;
    }
    const DurableStreams::Error &error = result.error();
    const bool aboutPoint = error.httpStatus == 400 && point().past > 0;
    if (aboutPoint) {
        offerCopy(error);
        return;
    }
    sayFailure(error);
}

void ForkDialog::sayFailure(const DurableStreams::Error &error)
{
    const bool lost = error.code == ErrorCode::OutcomeUnknown;
    if (lost) {
        m_unsettled = path();
    } else if (error.httpStatus == 409 && m_unsettled == path()) {
        setInlineMessage(m_message, MessageKind::Warning,
                         tr("There is a stream at this path (409). An earlier attempt was not answered: that may be "
                            "this fork, or another stream. Open it and look before you choose another path."));
        return;
    }
    // No answer says what a stream was forked from.
    const QString remedy = lost && error.httpStatus == 409
        ? tr("Asked again, it said that there is a stream at this path (409). That may be this fork, or "
             "another stream: open it and look before you choose another path.")
        : lost ? tr("Look whether the stream is there before you fork again.")
               : remedyOf(error);
    QStringList parts { causeOf(error), remedy, lost ? QString() : serverWords(error) };
    parts.removeAll(QString());
    setInlineMessage(m_message, lost ? MessageKind::Warning : MessageKind::Bad, parts.join(u' '));
}

void ForkDialog::offerCopy(const DurableStreams::Error &error)
{
    const ForkPoint where = point();
    QString text = where.offset.isSentinel()
        ? tr("This server cannot fork inside the first batch (400). Copy the first %1 into a new stream "
             "instead? That is no fork: the new stream has no source.")
              .arg(where.amount())
        : tr("This server cannot fork there (400): it counts only within one append. Fork at %1, the "
             "nearest offset before it, and copy %2 behind it? What is copied is no part of the fork.")
              .arg(QString::fromLatin1(where.offset.token()), where.amount());
    if (const QString words = serverWords(error); !words.isEmpty()) {
        text += u' ' + tr("The server said: %1").arg(words);
    }
    setInlineMessage(m_message, MessageKind::Warning, text);
    m_copy->setText(where.offset.isSentinel() ? tr("C&opy %1").arg(where.amount())
                                              : tr("Fork and C&opy %1").arg(where.amount()));
    m_copy->show();
    m_copy->setFocus();
}

void ForkDialog::copy()
{
    setBusy(true);
    DurableStreams::ForkOptions wanted = options();
    wanted.create.contentType = m_contentType;
    const QByteArray target = path();
    m_copyRun = new CopyRun(m_server->stream(m_source), m_server->stream(target), point(), wanted, this);
    connect(m_copyRun, &CopyRun::progressed, this, [this](quint64 copied) {
        setInlineMessage(m_message, MessageKind::Warning,
                         tr("Copying… %1 of %2").arg(copied).arg(point().past));
    });
    connect(m_copyRun, &CopyRun::finished, this,
            [this, target](const std::optional<DurableStreams::Error> &error, quint64 copied) {
                m_copyRun->deleteLater();
                setBusy(false);
                if (!error) {
                    Q_EMIT created(target, {}, false);
                    accept();
                    return;
                }
                setInlineMessage(m_message, MessageKind::Bad,
                                 tr("Not everything was copied: %1 of %2. %3")
                                     .arg(copied)
                                     .arg(point().past)
                                     .arg(causeOf(*error)));
            });
    m_copyRun->start();
}

void ForkDialog::done(int result)
{
    if (m_copyRun) {
        m_copyRun->disconnect(this);
        m_copyRun->stop();
    }
    QDialog::done(result);
}

} // namespace Tailwater

#include "moc_forkdialog.cpp"
