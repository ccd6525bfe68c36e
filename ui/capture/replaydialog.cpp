// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/replaydialog.h"

#include "connection/server.h"
#include "explorer/streamentry.h"
#include "theme/inlinemessage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

enum Speed { Full, AsReceived, Scaled };
// Into what others use, nothing is poured at full speed unless that is asked for.
constexpr int carefulRowsPerSecond = 500;

QString countText(quint64 count)
{
    return QLocale().toString(count);
}

} // namespace

ReplayDialog::ReplayDialog(const ReplayFlow::Source &source, const QString &what,
                           const QList<Server *> &servers, QWidget *parent)
    : QDialog(parent)
    , m_source(source)
    , m_server(new QComboBox(this))
    , m_path(new QLineEdit(this))
    , m_create(new QCheckBox(tr("C&reate the stream if there is none"), this))
    , m_speed(new QComboBox(this))
    , m_factor(new QDoubleSpinBox(this))
    , m_limit(new QSpinBox(this))
    , m_nameLabel(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_message(new QLabel(this))
    , m_state(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    setObjectName("replayDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    const bool isCopy = source.capture.isEmpty() && !source.rows;
    setWindowTitle(isCopy ? tr("Copy Stream") : tr("Replay"));
    for (Server *each : servers) {
        m_server->addItem(each->displayName(), QVariant::fromValue<QObject *>(each));
        connect(each, &Server::writabilityChanged, this, &ReplayDialog::refresh);
    }
    layOut(what);
    connect(m_server, &QComboBox::currentIndexChanged, this, [this] {
        const bool careful
            = server() && server()->connection().environment != Connection::Environment::Development;
        m_limit->setValue(careful ? carefulRowsPerSecond : 0);
        refresh();
    });
    connect(m_path, &QLineEdit::textChanged, this, &ReplayDialog::refresh);
    connect(m_name, &QLineEdit::textChanged, this, &ReplayDialog::refresh);
    connect(m_speed, &QComboBox::currentIndexChanged, this, &ReplayDialog::refresh);
    Q_EMIT m_server->currentIndexChanged(m_server->currentIndex());
}

ReplayDialog::~ReplayDialog() = default;

void ReplayDialog::addSpeed(QFormLayout *form)
{
    m_speed->setObjectName("replaySpeed"_L1);
    m_speed->addItem(tr("As fast as the server takes it"), Full);
    m_speed->addItem(tr("As it was received"), AsReceived);
    m_speed->addItem(tr("As it was received, times"), Scaled);
    m_factor->setObjectName("replayFactor"_L1);
    m_factor->setRange(0.01, 1000);
    m_factor->setValue(10);
    m_factor->setAccessibleName(tr("Times the speed"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_speed, 1);
    row->addWidget(m_factor);
    auto *label = new QLabel(tr("&Speed"), this);
    label->setBuddy(m_speed);
    form->addRow(label, row);
    m_limit->setObjectName("replayLimit"_L1);
    m_limit->setRange(0, 1'000'000);
    m_limit->setSpecialValueText(tr("No limit"));
    m_limit->setSuffix(tr(" rows a second"));
    m_limit->setGroupSeparatorShown(true);
    form->addRow(tr("At &most"), m_limit);
}

void ReplayDialog::layOut(const QString &what)
{
    m_server->setObjectName("replayServer"_L1);
    m_path->setObjectName("replayPath"_L1);
    m_path->setPlaceholderText(tr("such as orders/copy"));
    m_create->setObjectName("replayCreate"_L1);
    m_create->setChecked(true);
    m_name->setObjectName("replayTypeName"_L1);
    m_message->setObjectName("replayMessage"_L1);
    m_message->setWordWrap(true);
    m_state->setObjectName("replayState"_L1);
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->hide();
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    auto *source = new QLabel(what, this);
    source->setTextFormat(Qt::PlainText);
    source->setWordWrap(true);
    auto *note = new QLabel(tr("Every row is stored once and in order, also when the connection breaks. What is "
                               "stopped can be gone on with. Times and offsets are those of the new stream."),
                            this);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    m_fields = new QWidget(this);
    auto *form = new QFormLayout(m_fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(8);
    form->addRow(tr("To ser&ver"), m_server);
    form->addRow(tr("S&tream"), m_path);
    form->addRow(QString(), m_create);
    addSpeed(form);
    form->addRow(m_nameLabel, m_name);
    m_nameLabel->setBuddy(m_name);
    auto *buttons = new QDialogButtonBox(this);
    m_close = buttons->addButton(QDialogButtonBox::Cancel);
    m_begin = buttons->addButton(tr("&Begin"), QDialogButtonBox::AcceptRole);
    m_begin->setObjectName("replayBegin"_L1);
    connect(m_begin, &QPushButton::clicked, this, &ReplayDialog::begin);
    connect(buttons, &QDialogButtonBox::rejected, this, &ReplayDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(source);
    layout->addWidget(m_fields);
    layout->addWidget(note);
    layout->addWidget(m_message);
    layout->addWidget(m_progress);
    layout->addWidget(m_state);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(540);
    m_path->setFocus();
}

Server *ReplayDialog::server() const
{
    return qobject_cast<Server *>(m_server->currentData().value<QObject *>());
}

QUrl ReplayDialog::target() const
{
    const QByteArray path = server() ? server()->pathFromInput(m_path->text()) : QByteArray();
    return path.isEmpty() ? QUrl() : server()->urlOf(path);
}

QString ReplayDialog::lastSegment() const
{
    const QByteArray path = server() ? server()->pathFromInput(m_path->text()) : QByteArray();
    return displayPath(path).section(u'/', -1, -1, QString::SectionSkipEmpty);
}

QString ReplayDialog::fault() const
{
    if (!server()) {
        return tr("Connect to the server of the new stream first.");
    }
    if (!server()->canWrite()) {
        return server()->whyNoWrites();
    }
    if (target().isEmpty()) {
        return m_path->text().trimmed().isEmpty() ? QString() : tr("This is no stream of this server.");
    }
    if (m_source.capture.isEmpty() && captureUrl(target()) == captureUrl(m_source.url)) {
        return tr("These rows are from this very stream.");
    }
    return {};
}

void ReplayDialog::refresh()
{
    if (isBusy()) {
        return;
    }
    m_factor->setVisible(m_speed->currentData().toInt() == Scaled);
    const bool production
        = server() && server()->connection().environment == Connection::Environment::Production;
    m_nameLabel->setVisible(production);
    m_name->setVisible(production);
    m_nameLabel->setText(tr("Type the &name"));
    m_name->setPlaceholderText(lastSegment());
    m_name->setAccessibleName(tr("This is production: type the last part of the path to go on"));
    const QString text = fault();
    const auto kept = m_source.capture.isEmpty() || target().isEmpty()
        ? std::nullopt
        : ReplayState::load(m_source.capture, target());
    m_begin->setText(kept ? tr("&Go On") : tr("&Begin"));
    m_begin->setEnabled(text.isEmpty() && !target().isEmpty() && (!production || m_name->text() == lastSegment()));
    if (!text.isEmpty()) {
        setInlineMessage(m_message, MessageKind::Bad, text);
    } else if (kept) {
        setInlineMessage(m_message, MessageKind::Neutral,
                         tr("An earlier replay stored %1 rows of this capture there. It goes on where it ended.")
                             .arg(countText(kept->sent)));
    } else if (production) {
        setInlineMessage(m_message, MessageKind::Warning,
                         tr("This is production. What is appended cannot be taken back."));
    } else {
        setInlineMessage(m_message, MessageKind::Neutral, {});
    }
}

bool ReplayDialog::isBusy() const
{
    return m_flow && m_flow->stage() != ReplayFlow::Stage::Ended;
}

void ReplayDialog::begin()
{
    ReplayJob job { .connection = server()->connection(),
                    .target = target(),
                    .create = m_create->isChecked(),
                    .speed = 0,
                    .rowsPerSecond = m_limit->value() };
    const int speed = m_speed->currentData().toInt();
    job.speed = speed == Full ? 0 : speed == AsReceived ? 1 : m_factor->value();
    // What was captured on the way is gone on with.
    if (m_flow && m_flow->outcome() != ReplayRun::Outcome::Done && QFileInfo::exists(m_flow->capture())) {
        m_source = { .capture = m_flow->capture() };
    }
    delete m_flow;
    const QString folder
        = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/replays"_L1;
    m_flow = new ReplayFlow(m_source, job, folder, this);
    connect(m_flow, &ReplayFlow::changed, this, &ReplayDialog::refreshProgress);
    connect(m_flow, &ReplayFlow::finished, this, &ReplayDialog::onFinished);
    m_fields->setEnabled(false);
    m_begin->setEnabled(false);
    m_close->setText(tr("Stop"));
    setInlineMessage(m_message, MessageKind::Neutral, {});
    m_progress->show();
    m_state->show();
    refreshProgress();
}

void ReplayDialog::refreshProgress()
{
    const ReplayProgress &done = m_flow->progress();
    const bool preparing = m_flow->stage() == ReplayFlow::Stage::Preparing;
    m_progress->setRange(0, preparing || done.total == 0 ? 0 : 1000);
    if (!preparing && done.total > 0) {
        m_progress->setValue(int(done.rows * 1000 / done.total));
    }
    QString text = preparing ? tr("Capturing what is to be replayed: %1 rows").arg(countText(m_flow->prepared()))
                             : tr("%1 of %2 rows, %3 stored")
                                   .arg(countText(done.rows), countText(done.total), countText(done.sent));
    if (done.leftOut > 0) {
        text += u", "_s + tr("%1 left out").arg(countText(done.leftOut));
    }
    if (done.retrying) {
        text += u". "_s + tr("The server does not answer; the same rows are sent again.");
    }
    m_state->setText(text);
}

void ReplayDialog::onFinished()
{
    refreshProgress();
    m_progress->hide();
    m_state->hide();
    m_fields->setEnabled(true);
    m_close->setText(tr("&Close"));
    refresh();
    const ReplayProgress &done = m_flow->progress();
    const QString stored = tr("%1 rows stored").arg(countText(done.sent));
    switch (m_flow->outcome()) {
    case ReplayRun::Outcome::Done: {
        const QString rest = done.leftOut == 0
            ? QString()
            : u' ' + tr("%1 rows were left out: they have no place in this stream.").arg(countText(done.leftOut));
        setInlineMessage(m_message, rest.isEmpty() ? MessageKind::Good : MessageKind::Warning,
                         stored + u'.' + rest);
        m_begin->setEnabled(false);
        break;
    }
    case ReplayRun::Outcome::Cancelled:
        setInlineMessage(m_message, MessageKind::Warning,
                         tr("Stopped: %1. It can be gone on with.").arg(stored));
        break;
    default:
        setInlineMessage(m_message, MessageKind::Bad, u"%1 (%2)"_s.arg(m_flow->error(), stored));
    }
}

void ReplayDialog::reject()
{
    if (isBusy()) {
        m_flow->cancel(); // and stays, to say how far it came
        return;
    }
    QDialog::reject();
}

} // namespace Tailwater

#include "moc_replaydialog.cpp"
