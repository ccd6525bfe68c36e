// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/endedcapture.h"

#include "theme/icons.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QThread>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

struct EndedCapture::Answer
{
    std::atomic_bool stop = false;
    std::expected<CaptureEnd, QString> end = std::unexpected(QString());
};

EndedCapture::EndedCapture(const QString &path, const QUrl &stream, QWidget *parent)
    : QFrame(parent)
    , m_path(path)
    , m_stream(captureUrl(stream))
    , m_answer(std::make_shared<Answer>())
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_goOn(new QPushButton(tr("Go On in This File"), this))
    , m_new(new QPushButton(tr("Go On in Another File…"), this))
    , m_open(new QPushButton(tr("Open"), this))
    , m_close(new QToolButton(this))
{
    layOut();
    // A large file without an index takes its time.
    m_thread.reset(QThread::create([path, answer = m_answer] {
        answer->end = captureEndOf(path, [answer] { return answer->stop.load(); });
    }));
    m_thread->setObjectName(u"tailwater-file"_s);
    connect(m_thread.get(), &QThread::finished, this, &EndedCapture::onLooked);
    connect(m_goOn, &QPushButton::clicked, this, [this] { Q_EMIT goOnRequested(*m_end); });
    connect(m_new, &QPushButton::clicked, this, &EndedCapture::newFileRequested);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_path); });
    connect(m_close, &QToolButton::clicked, this, &EndedCapture::dismissed);
    refresh();
    m_thread->start(QThread::LowPriority);
}

EndedCapture::~EndedCapture()
{
    m_answer->stop = true;
    m_thread->wait();
}

void EndedCapture::layOut()
{
    setObjectName("endedCapture"_L1);
    m_text->setObjectName("endedCaptureText"_L1);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setToolTip(QDir::toNativeSeparators(m_path));
    m_goOn->setObjectName("endedCaptureGoOn"_L1);
    m_new->setObjectName("endedCaptureNew"_L1);
    m_open->setObjectName("endedCaptureOpen"_L1);
    m_close->setObjectName("endedCaptureDismiss"_L1);
    m_close->setIcon(icon("clear"_L1));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss message"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 4, 4);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    for (QPushButton *button : { m_goOn, m_new, m_open }) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    layout->addWidget(m_close);
}

QString EndedCapture::text() const
{
    return m_text->text();
}

void EndedCapture::onLooked()
{
    m_looked = true;
    m_exists = QFileInfo::exists(m_path);
    if (!m_answer->end) {
        m_fault = m_answer->end.error();
    } else {
        m_end = *m_answer->end;
        m_fault = m_end->fault;
        if (m_fault.isEmpty() && captureUrl(m_end->header.url) != m_stream) {
            m_fault = tr("It is one of another stream by now, %1.").arg(m_end->header.url.toDisplayString());
        }
    }
    refresh();
    QAccessibleAnnouncementEvent event(this, m_text->text());
    QAccessible::updateAccessibility(&event);
}

QString EndedCapture::sentence() const
{
    const QString name = QFileInfo(m_path).fileName();
    if (!m_looked) {
        return tr("The capture into %1 ended with Tailwater. Looking how far it came…").arg(name);
    }
    if (!m_end) {
        return tr("The capture into %1 ended with Tailwater. %2").arg(name, m_fault);
    }
    const QString ended = m_end->dataRows == 0
        ? tr("The capture into %1 ended with Tailwater, before its first row. Nothing is captured now.").arg(name)
        : tr("The capture into %1 ended with Tailwater, at row %2. Nothing is captured now.")
              .arg(name, QLocale().toString(m_end->lastNumber));
    return m_fault.isEmpty() || m_end->dataRows == 0 ? ended : ended + u' ' + m_fault;
}

void EndedCapture::refresh()
{
    const bool goesOn = m_end && m_fault.isEmpty();
    m_icon->setPixmap(icon("warning"_L1, Theme::colours(palette()).warning)
                          .pixmap(QSize(16, 16), devicePixelRatioF()));
    m_text->setText(sentence());
    m_goOn->setVisible(goesOn);
    m_new->setVisible(m_looked);
    m_new->setText(goesOn ? tr("Go On in Another File…") : tr("Capture…"));
    m_open->setVisible(m_looked && m_exists);
    update();
}

void EndedCapture::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refresh();
    }
}

void EndedCapture::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, 0, width(), 1), Theme::colours(palette()).border);
}

} // namespace Tailwater

#include "moc_endedcapture.cpp"
