// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/replaydialog.h"

#include "capture/replaylookup.h"
#include "connection/otherserver.h"
#include "connection/server.h"
#include "explorer/streamentry.h"
#include "theme/inlinemessage.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// Into what others use, nothing is poured at full speed unless that is asked for.
constexpr int carefulRowsPerSecond = 500;

QString countText(quint64 count)
{
    return QLocale().toString(count);
}

//! With its full stop: what comes from the system has none.
QString sentence(const QString &text)
{
    return text.isEmpty() || text.endsWith(u'.') || text.endsWith(u'”') || text.endsWith(u'“') ? text : text + u'.';
}

} // namespace

QString ReplayDialog::copiesFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/replays"_L1;
}

ReplayDialog::ReplayDialog(const ReplayFlow::Source &source, const QString &what,
                           const QList<Server *> &servers, QWidget *parent)
    : QDialog(parent)
    , m_sources { source }
    , m_choices(new QButtonGroup(this))
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
    , m_lookup(new ReplayLookup(copiesFolder(), this))
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
    connect(m_path, &QLineEdit::textChanged, this, [this] {
        chooseServer();
        refresh();
    });
    connect(m_choices, &QButtonGroup::idToggled, this, &ReplayDialog::refresh);
    connect(m_lookup, &ReplayLookup::known, this, &ReplayDialog::refresh);
    connect(m_name, &QLineEdit::textChanged, this, &ReplayDialog::refresh);
    connect(m_speed, &QComboBox::currentIndexChanged, this, &ReplayDialog::refresh);
    Q_EMIT m_server->currentIndexChanged(m_server->currentIndex());
}

ReplayDialog::~ReplayDialog() = default;

// A whole address chooses its server, if that is connected to, and says so if not.
void ReplayDialog::setTarget(const QUrl &target)
{
    for (int i = 0; i < m_server->count() && !server(); ++i) {
        m_server->setCurrentIndex(i);
    }
    m_path->setText(target.toString());
}

void ReplayDialog::propose(Server *wanted)
{
    const auto isProduction = [](const Server *server) {
        return server->connection().environment == Connection::Environment::Production;
    };
    int chosen = -1;
    for (int i = 0; i < m_server->count(); ++i) {
        const auto *each = qobject_cast<Server *>(m_server->itemData(i).value<QObject *>());
        if (each && !isProduction(each) && (chosen < 0 || each == wanted)) {
            chosen = i;
        }
    }
    m_server->setCurrentIndex(chosen);
}

Server *ReplayDialog::server() const
{
    return qobject_cast<Server *>(m_server->currentData().value<QObject *>());
}

ReplayFlow::Source &ReplayDialog::source()
{
    return m_sources[std::max(0, m_choices->checkedId())];
}

// A whole address says on which server the stream is.
void ReplayDialog::chooseServer()
{
    const QString text = m_path->text();
    if (!server() || whyElsewhere(*server(), text).isEmpty()) {
        return;
    }
    for (int i = 0; i < m_server->count(); ++i) {
        const auto *each = qobject_cast<Server *>(m_server->itemData(i).value<QObject *>());
        if (each && isOnServer(*each, QUrl(text.trimmed()))) {
            m_server->setCurrentIndex(i);
            return;
        }
    }
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

QString ReplayDialog::fault()
{
    if (!server()) {
        return m_server->count() > 0 ? tr("Choose the server of the new stream.")
                                     : tr("Connect to the server of the new stream first.");
    }
    if (!server()->canWrite()) {
        return server()->whyNoWrites() + u' '
            + (server()->isLocked() && !server()->connection().readOnly
                   ? tr("Unlock it, or choose another server.")
                   : tr("Choose another server, or allow writing with “File ▸ Edit Connection…”."));
    }
    if (const QString elsewhere = whyNoPath(*server(), m_path->text()); !elsewhere.isEmpty()) {
        return elsewhere;
    }
    if (target().isEmpty()) {
        return m_path->text().trimmed().isEmpty() ? QString() : tr("This is no stream of this server.");
    }
    if (source().capture.isEmpty() && captureUrl(target()) == captureUrl(source().url)) {
        return tr("These rows are from this very stream. Choose another one.");
    }
    return {};
}

ReplayDialog::Earlier ReplayDialog::earlier()
{
    if (target().isEmpty()) {
        return {};
    }
    const ReplayFlow::Source &what = source();
    if (what.capture.isEmpty()) {
        const auto [kept, pending] = m_lookup->find(m_choices->checkedId(), what, target());
        return kept ? Earlier { .capture = kept->capture, .state = kept->state, .origin = kept->origin }
                    : Earlier { .pending = pending };
    }
    const auto any = ReplayState::find(what.capture, target());
    Earlier found { .capture = what.capture,
                    .state = any ? ReplayState::load(what.capture, target(), what.shown) : std::nullopt };
    found.lost = any && !found.state ? any->sent : 0;
    return found;
}

// What cannot be taken back is never done by Enter alone.
void ReplayDialog::refreshButtons(const Earlier &earlier, bool ready)
{
    const bool kept = earlier.state.has_value();
    const bool told = !kept && !target().isEmpty() && m_toldOf == target();
    m_begin->setText(kept                  ? tr("&Go On")
                     : told && m_toldOfType ? tr("Append All the &Same")
                     : told                 ? tr("Append to &It")
                                            : tr("&Begin"));
    m_anew->setVisible(kept);
    m_begin->setEnabled(ready && !earlier.pending);
    m_anew->setEnabled(ready);
    const bool dead = kept && m_deadEnd == target();
    m_begin->setAutoDefault(!told && !dead);
    m_begin->setDefault(!told && !dead);
    m_anew->setAutoDefault(dead);
    m_anew->setDefault(dead);
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
    m_name->setPlaceholderText(lastSegment().isEmpty() ? tr("the last part of the stream’s path") : lastSegment());
    m_name->setAccessibleName(tr("This is production: type the last part of the path to go on"));
    m_unlock->setVisible(server() && server()->isLocked() && !server()->connection().readOnly);
    const QString text = fault();
    const Earlier before = earlier();
    const bool ready
        = text.isEmpty() && !target().isEmpty() && (!production || m_name->text() == lastSegment());
    refreshButtons(before, ready);
    const QString told = before.state || target().isEmpty() || m_toldOf != target() ? QString() : m_told;
    if (!text.isEmpty()) {
        setInlineMessage(m_message, MessageKind::Bad, text);
    } else if (!told.isEmpty()) {
        setInlineMessage(m_message, MessageKind::Warning, told);
    } else if (const QString earlierWords = textOf(before); !earlierWords.isEmpty()) {
        setInlineMessage(m_message, before.state ? MessageKind::Neutral : MessageKind::Warning, earlierWords);
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

void ReplayDialog::beginAnew()
{
    if (const QString copy = earlier().capture; source().capture.isEmpty() && !copy.isEmpty()) {
        KeptReplays::discard(copy);
    } else {
        ReplayState::remove(source().capture, target());
    }
    begin();
}

void ReplayDialog::begin()
{
    ReplayJob job { .connection = server()->connection(),
                    .target = target(),
                    .create = m_create->isChecked(),
                    .otherType = m_toldOf == target() && m_toldOfType,
                    .append = m_toldOf == target(),
                    .speed = 0,
                    .rowsPerSecond = m_limit->value() };
    const int speed = m_speed->currentData().toInt();
    job.speed = speed == Full ? 0 : speed == AsReceived ? 1 : m_factor->value();
    // What was copied on the way is gone on with, or is what a question was about.
    ReplayFlow::Source what = source();
    if (what.capture.isEmpty()) {
        what.capture = earlier().capture;
    }
    if (what.capture.isEmpty() && m_flow && m_flowChoice == m_choices->checkedId()) {
        what.capture = m_flow->takeCopy();
    }
    m_flowChoice = m_choices->checkedId();
    delete m_flow;
    m_stopping = false;
    m_deadEnd.clear();
    m_flow = new ReplayFlow(what, job, copiesFolder(), this);
    connect(m_flow, &ReplayFlow::changed, this, &ReplayDialog::refreshProgress);
    connect(m_flow, &ReplayFlow::finished, this, &ReplayDialog::onFinished);
    m_fields->setEnabled(false);
    m_begin->setEnabled(false);
    m_anew->setEnabled(false);
    m_close->setText(tr("Stop"));
    setInlineMessage(m_message, MessageKind::Neutral, {});
    m_progress->show();
    m_state->show();
    refreshProgress();
}

void ReplayDialog::onFinished()
{
    refreshProgress();
    m_progress->hide();
    m_state->hide();
    m_fields->setEnabled(true);
    m_close->setText(tr("&Close"));
    m_deadEnd = m_flow->failure().onlyAnew ? target() : QUrl();
    refresh();
    const ReplayProgress &done = m_flow->progress();
    const QString stored = tr("%1 rows stored").arg(countText(done.sent));
    switch (m_flow->outcome()) {
    case ReplayRun::Outcome::Done:
        setInlineMessage(m_message,
                         done.leftOut == 0 && !done.othersBetween ? MessageKind::Good : MessageKind::Warning,
                         stored + u'.' + doneText());
        m_begin->setEnabled(false);
        break;
    case ReplayRun::Outcome::Cancelled: {
        const QString open = done.unanswered == 0
            ? QString()
            : u' ' + tr("%1 more rows were sent, and the server has not said whether it stored them; going on "
                        "stores each once.").arg(countText(done.unanswered));
        setInlineMessage(m_message, MessageKind::Warning,
                         tr("Stopped: %1. It can be gone on with.").arg(stored) + open);
        break;
    }
    case ReplayRun::Outcome::OtherType:
    case ReplayRun::Outcome::NotEmpty:
        m_toldOf = target();
        m_toldOfType = m_flow->outcome() == ReplayRun::Outcome::OtherType;
        m_told = m_flow->failure().text + u' ' + earlierText()
            + (m_toldOfType ? tr("Choose another stream, or append them all the same.")
                            : tr("Choose another stream, or append to it."));
        m_path->setFocus(); // not on the button, which appends now
        refresh();
        break;
    default:
        setInlineMessage(m_message, MessageKind::Bad,
                         done.sent == 0 ? sentence(failureText())
                                        : tr("%1 %2 rows were stored before.")
                                              .arg(sentence(failureText()), countText(done.sent)));
    }
}

void ReplayDialog::reject()
{
    if (isBusy()) {
        m_stopping = true;
        refreshProgress();
        m_flow->cancel(); // and stays, to say how far it came
        return;
    }
    QDialog::reject();
}

} // namespace Tailwater

#include "moc_replaydialog.cpp"
