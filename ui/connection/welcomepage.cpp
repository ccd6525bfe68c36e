// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "welcomepage.h"

#include "errortext.h"
#include "theme/enterkey.h"
#include "theme/icons.h"
#include "theme/inlinemessage.h"
#include "urlprobe.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr int PageWidth = 560;

QLabel *headline(const QString &text, double scale, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QLabel *explanation(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
    , m_probe(new UrlProbe(this))
    , m_localProbe(new UrlProbe(this))
    , m_url(new QLineEdit(this))
    , m_connect(new QPushButton(tr("Co&nnect"), this))
    , m_options(new QPushButton(tr("&Options…"), this))
    , m_message(new QLabel(this))
    , m_local(new QPushButton(this))
    , m_recentBox(new QWidget(this))
    , m_recentLayout(new QVBoxLayout(m_recentBox))
{
    layOut();
    for (QPushButton *button : findChildren<QPushButton *>()) {
        pressWithEnter(button);
    }
    connect(m_connect, &QPushButton::clicked, this, [this] { enterUrl(m_url->text()); });
    connect(m_url, &QLineEdit::returnPressed, m_connect, &QPushButton::click);
    connect(m_options, &QPushButton::clicked, this,
            [this] { Q_EMIT optionsRequested(m_url->text()); });
    connect(m_probe, &UrlProbe::finished, this,
            [this](const DurableStreams::Result<ProbeAnswer> &result) {
                m_connect->setEnabled(true);
                if (result && result->recognition == Recognition::Foreign
                    && std::exchange(m_foreign, m_asked.baseUrl) != m_asked.baseUrl) {
                    setInlineMessage(m_message, MessageKind::Warning,
                                     recognitionText(result->recognition, m_asked.baseUrl) + u' '
                                         + tr("Press Connect again to go on all the same."));
                } else if (result) {
                    m_message->hide();
                    Q_EMIT connectRequested(*result);
                } else if (needsOtherConnection(result.error())) {
                    m_message->hide();
                    Q_EMIT refused(m_asked, result.error(), m_probe->challenge());
                } else {
                    setInlineMessage(m_message, MessageKind::Bad,
                                     m_probe->failureText(result.error()));
                }
            });
    // Not of the look for a local server, which nobody asked for: it would count as another server.
    connect(m_probe, &UrlProbe::requestTraced, this, &WelcomePage::requestTraced);
    connect(m_localProbe, &UrlProbe::finished, this,
            [this](const DurableStreams::Result<ProbeAnswer> &result) {
                m_local->setVisible(result && result->recognition != Recognition::Foreign);
            });
    connect(m_local, &QPushButton::clicked, this, [this] {
        m_url->setText(u"http://localhost:4437"_s);
        enterUrl(m_url->text());
    });
}

WelcomePage::~WelcomePage() = default;

void WelcomePage::layOut()
{
    auto *column = new QWidget(this);
    column->setMaximumWidth(PageWidth);
    column->setMinimumWidth(qMin(PageWidth, 420));
    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(8);
    auto *mark = new QLabel(column);
    mark->setPixmap(QIcon(u":/tailwater.svg"_s).pixmap(QSize(56, 56), devicePixelRatioF()));
    layout->addWidget(mark);
    layout->addSpacing(4);
    layout->addWidget(headline(tr("Explore durable streams"), 1.9, column));
    layout->addWidget(explanation(tr("Watch a stream live, look at every message, append your own. "
                                     "Nothing is written unless you ask for it."),
                                  column));
    layout->addSpacing(14);
    layout->addWidget(makeUrlBox());
    layout->addSpacing(10);
    layout->addWidget(makeSandboxBox());
    m_recentLayout->setContentsMargins(0, 10, 0, 0);
    m_recentLayout->setSpacing(2);
    m_recentBox->hide();
    layout->addWidget(m_recentBox);

    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(column, 8);
    row->addStretch(1);
    // However many connections there are: it scrolls, and does not make the window grow.
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidgetResizable(true);
    auto *content = new QWidget;
    auto *page = new QVBoxLayout(content);
    page->setContentsMargins(24, 24, 24, 24);
    page->addStretch(2);
    page->addLayout(row);
    page->addStretch(3);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(area);
}

QWidget *WelcomePage::makeUrlBox()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = headline(tr("Connect to a &URL"), 1.1, box);
    label->setBuddy(m_url);
    layout->addWidget(label);
    m_url->setObjectName("welcomeUrl"_L1);
    m_url->setAccessibleName(tr("Server or stream URL"));
    m_url->setPlaceholderText(tr("such as http://localhost:4437/v1/stream"));
    m_url->setClearButtonEnabled(true);
    m_connect->setObjectName("welcomeConnect"_L1);
    m_connect->setDefault(true);
    m_options->setToolTip(tr("Credentials, headers, read-only"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_url, 1);
    row->addWidget(m_connect);
    row->addWidget(m_options);
    layout->addLayout(row);
    m_message->setObjectName("welcomeMessage"_L1);
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->hide();
    layout->addWidget(m_message);
    m_local->setText(tr("Connect to &localhost:4437 — a server is running here"));
    m_local->setIcon(icon("server"_L1));
    m_local->hide();
    layout->addWidget(m_local, 0, Qt::AlignLeft);
    return box;
}

QWidget *WelcomePage::makeSandboxBox()
{
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(headline(tr("No server yet?"), 1.1, box));
    layout->addWidget(explanation(tr("The sandbox is a server inside this application, with sample "
                                     "streams to try everything on. It listens on this computer "
                                     "only, and forgets all when you quit."),
                                  box));
    auto *open = new QPushButton(icon("sandbox"_L1), tr("Open the Sand&box"), box);
    open->setObjectName("welcomeSandbox"_L1);
    connect(open, &QPushButton::clicked, this, &WelcomePage::sandboxRequested);
    auto *capture = new QPushButton(icon("folder"_L1), tr("Open a Ca&pture…"), box);
    capture->setObjectName("welcomeCapture"_L1);
    connect(capture, &QPushButton::clicked, this, &WelcomePage::captureRequested);
    auto *row = new QHBoxLayout;
    row->addWidget(open);
    row->addWidget(capture);
    row->addStretch(1);
    layout->addLayout(row);
    return box;
}

void WelcomePage::lookForLocalServer()
{
    Connection local;
    local.baseUrl = QUrl(u"http://localhost:4437/v1/stream"_s);
    m_localProbe->start(local);
}

void WelcomePage::setRecent(const QList<Connection> &recent)
{
    while (QLayoutItem *item = m_recentLayout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recentBox->setVisible(!recent.isEmpty());
    if (recent.isEmpty()) {
        return;
    }
    m_recentLayout->addWidget(headline(tr("Recent"), 1.1, m_recentBox));
    for (const Connection &connection : recent.first(qMin(recent.size(), 5))) {
        auto *button = new QPushButton(icon("history"_L1),
                                       u"%1 — %2"_s.arg(connection.displayName(), connection.baseUrl.toDisplayString()),
                                       m_recentBox);
        button->setFlat(true);
        pressWithEnter(button);
        connect(button, &QPushButton::clicked, this,
                [this, connection] { Q_EMIT savedRequested(connection); });
        m_recentLayout->addWidget(button, 0, Qt::AlignLeft);
    }
}

void WelcomePage::enterUrl(const QString &text)
{
    if (m_url->text() != text) {
        m_url->setText(text);
    }
    const QUrl url = UrlProbe::urlFromInput(text);
    if (!url.isValid()) {
        setInlineMessage(m_message, MessageKind::Bad,
                         tr("This is not an address. It looks like %1.")
                             .arg(u"http://localhost:4437/v1/stream/name"_s));
        m_url->setFocus();
        return;
    }
    const Connection connection = Connection::to(url);
    if (connection.authentication.kind == Authentication::Kind::None && m_opensKnown
        && m_opensKnown(text)) {
        return;
    }
    if (connection.exposesSecrets()) {
        Q_EMIT optionsRequested(text);
        return;
    }
    probe(connection);
}

void WelcomePage::probe(const Connection &connection)
{
    m_asked = connection;
    m_connect->setEnabled(false);
    showProgress(tr("Connecting to %1…").arg(connection.baseUrl.authority()));
    m_probe->start(connection);
}

void WelcomePage::showProgress(const QString &text)
{
    setInlineMessage(m_message, MessageKind::Neutral, text);
}

void WelcomePage::showFailure(const QUrl &url, const QString &text)
{
    m_url->setText(url.toDisplayString());
    setInlineMessage(m_message, MessageKind::Bad, text);
}

} // namespace Tailwater

#include "moc_welcomepage.cpp"
