// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What a TailPage says about its state: the message bar and the placeholder.

#include "connection/connectiontrouble.h"
#include "models/missingsecrets.h"
#include "models/statustext.h"
#include "models/tailmodel.h"
#include "tail/messagebar.h"
#include "tail/placeholder.h"
#include "tail/tailpage.h"

#include <QAction>
#include <QStackedLayout>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr auto stateMessage = "state"_L1;

//! Nobody is to be led to write there.
bool isGuarded(const Connection &connection)
{
    return connection.readOnly || connection.environment == Connection::Environment::Production;
}

//! The connection cannot be used as it is; nothing was sent.
bool isRefusedHere(const TailStatus &status)
{
    return status.error && status.error->code == DurableStreams::ErrorCode::InvalidArgument;
}

} // namespace

void TailPage::holdBack(const TailStart &start, const QString &why, bool refused)
{
    m_heldWhy = why;
    m_heldByRefusal = refused;
    m_follow->setEnabled(false); // nothing is followed
    takeFilter(start);
    m_session->prepare(start);
    noteLeftOff();
    updatePlaceholder();
}

void TailPage::updateBar()
{
    const TailStatus &status = m_session->status();
    switch (status.state) {
    case TailState::Idle:
    case TailState::Connecting:
    case TailState::CatchingUp:
    case TailState::Live:
        m_bar->dismiss(stateMessage);
        return;
    case TailState::Closed:
    case TailState::File:
        // A marker row says so.
        m_bar->dismiss(stateMessage);
        return;
    default:
        break;
    }
    if (isFailure(status.state) && m_model->rowCount() == 0) {
        m_bar->dismiss(stateMessage);
        return;
    }
    showStateMessage(status);
}

void TailPage::showStateMessage(const TailStatus &status)
{
    using Button = MessageBar::Button;
    const Button retry { tr("Retry"), [this] { resume(); } };
    const Button edit { tr("Edit Connection…"), [this] { Q_EMIT editConnectionRequested(); } };
    const Button again { tr("Read From Beginning"), [this] { start(); } };
    QList<Button> buttons;
    auto kind = MessageBar::Kind::Error;
    switch (status.state) {
    case TailState::CatchUpPaused:
        kind = MessageBar::Kind::Information;
        buttons = { { tr("Continue"), [this] { m_session->continueCatchUp(); } },
                    { tr("Jump to Now"), [this] { m_session->jumpToNow(); } } };
        break;
    case TailState::Reconnecting:
    case TailState::RateLimited:
        kind = MessageBar::Kind::Warning;
        buttons = { { tr("Now"), [this] { m_session->resume(); } },
                    { tr("Stop"), [this] { stop(); } } };
        break;
    case TailState::Stopped:
        kind = MessageBar::Kind::Information;
        buttons = { { tr("Resume"), [this] { resume(); } } };
        break;
    case TailState::Gone:
        buttons = { again };
        break;
    case TailState::Reset:
        buttons = { { tr("Start Over"), [this] { start(); } } };
        break;
    case TailState::Unauthorised:
        buttons = { edit, retry };
        break;
    case TailState::TlsError:
        buttons = { edit, retry };
        break;
    default:
        buttons = isRefusedHere(status) ? QList<Button> { edit, retry } : QList<Button> { retry };
    }
    m_bar->showMessage(stateMessage, kind, stateSentence(status, m_session->connection()), buttons);
}

// Who finds less than there is must know why.
void TailPage::noteLeftOff()
{
    const TailStart &begun = m_session->startPoint();
    if (!begun.leftOff) {
        m_bar->dismiss(u"leftOff"_s);
        return;
    }
    m_bar->showMessage(u"leftOff"_s, MessageBar::Kind::Information,
                       tr("Reading goes on where you left off, at %1.").arg(shortOffset(begun.offset)),
                       { { tr("Read From Beginning"), [this] { start(); } } });
}

void TailPage::updatePlaceholder()
{
    const TailStatus &status = m_session->status();
    if (showNoMatch()) {
        return;
    }
    if (m_model->rowCount() > 0) {
        if (m_stack->currentWidget() != m_view) {
            const bool focus = m_placeholder->hasFocus() || m_placeholder->button()->hasFocus();
            m_stack->setCurrentWidget(m_view);
            if (focus) {
                m_view->setFocus();
            }
        }
        return;
    }
    m_stack->setCurrentWidget(m_placeholder);
    const QString sentence = stateSentence(status, m_session->connection());
    const auto resumeReading = [this] { resume(); };
    switch (status.state) {
    case TailState::Idle:
        if (m_heldByRefusal) {
            m_placeholder->setContent(tr("Not reading yet"), m_heldWhy,
                                      MissingSecrets::of(m_session->connection()).isEmpty()
                                          ? tr("Edit Connection…")
                                          : tr("Enter Credentials…"),
                                      [this] { Q_EMIT editConnectionRequested(); });
            break;
        }
        m_placeholder->setContent(tr("Not reading yet"),
                                  m_heldWhy.isEmpty()
                                      ? tr("Nothing is read from the server until you ask for it.")
                                      : m_heldWhy,
                                  tr("Read"), resumeReading);
        break;
    case TailState::Connecting:
    case TailState::CatchingUp:
        // A quick answer needs no announcement.
        if (m_connectingTimer->isActive()) {
            m_placeholder->setContent({}, {});
        } else {
            m_placeholder->setContent(tr("Connecting…"), m_session->url().host(), tr("Cancel"),
                                      [this] { stop(); });
        }
        break;
    case TailState::Reconnecting:
        m_placeholder->setContent(tr("The server cannot be reached"),
                                  tr("Tailwater keeps trying."));
        break;
    case TailState::RateLimited:
        m_placeholder->setContent(tr("The server asks to slow down"),
                                  tr("Reading begins by itself when the time is over."));
        break;
    case TailState::Stopped:
        m_placeholder->setContent(tr("Stopped"), sentence, tr("Resume"), resumeReading);
        break;
    case TailState::Closed:
        m_placeholder->setContent(tr("An empty stream, closed"),
                                  tr("It holds no messages, and none can arrive."));
        break;
    case TailState::File:
        if (m_model->isCleared()) {
            m_placeholder->setContent(tr("View cleared"), tr("The file is as it was."));
        } else {
            m_placeholder->setContent(tr("An empty capture"), tr("The file holds no rows."));
        }
        break;
    case TailState::Live:
        m_placeholder->setContent(
            m_model->isCleared() ? tr("View cleared") : tr("No messages yet"),
            tr("Waiting for new ones."),
            isGuarded(m_session->connection()) || m_model->isCleared() ? QString() : tr("Compose…"),
            [this] { Q_EMIT composeRequested(); });
        break;
    case TailState::Unauthorised:
    case TailState::TlsError:
        m_placeholder->setContent(stateWord(status.state), sentence,
                                  tr("Edit Connection…"), [this] { Q_EMIT editConnectionRequested(); });
        break;
    case TailState::Gone:
    case TailState::Reset:
        m_placeholder->setContent(stateWord(status.state), sentence,
                                  tr("Read From Beginning"), [this] { start(); });
        break;
    default:
        if (isRefusedHere(status)) {
            m_placeholder->setContent(stateWord(status.state), sentence,
                                      tr("Edit Connection…"),
                                      [this] { Q_EMIT editConnectionRequested(); });
            break;
        }
        m_placeholder->setContent(stateWord(status.state), sentence, tr("Retry"),
                                  resumeReading);
    }
}

} // namespace Tailwater
