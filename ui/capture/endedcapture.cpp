// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/endedcapture.h"

#include "theme/icons.h"
#include "theme/theme.h"

#include <QFileInfo>
#include <QLocale>
#include <QPushButton>
#include <QThread>
#include <QToolButton>

#include <atomic>

using namespace Qt::StringLiterals;

namespace Tailwater {

struct EndedCapture::Answer
{
    std::atomic_bool stop = false;
    std::expected<CaptureEnd, QString> end = std::unexpected(QString());
};

EndedCapture::EndedCapture(const QString &path, const QUrl &stream, QWidget *parent)
    : NoticeStrip(path, parent)
    , m_path(path)
    , m_stream(captureUrl(stream))
    , m_answer(std::make_shared<Answer>())
    , m_goOn(addButton("endedCaptureGoOn"_L1, tr("Go On in This File")))
    , m_new(addButton("endedCaptureNew"_L1, tr("Go On in Another File…")))
    , m_open(addButton("endedCaptureOpen"_L1, tr("Open")))
{
    setObjectName("endedCapture"_L1);
    addDismiss()->setObjectName("endedCaptureDismiss"_L1);
    // A large file without an index takes its time.
    m_thread.reset(QThread::create([path, answer = m_answer] {
        answer->end = captureEndOf(path, [answer] { return answer->stop.load(); });
    }));
    m_thread->setObjectName(u"tailwater-file"_s);
    connect(m_thread.get(), &QThread::finished, this, &EndedCapture::onLooked);
    connect(m_goOn, &QPushButton::clicked, this, [this] { Q_EMIT goOnRequested(*m_end); });
    connect(m_new, &QPushButton::clicked, this, &EndedCapture::newFileRequested);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_path); });
    refresh();
    m_thread->start(QThread::LowPriority);
}

EndedCapture::~EndedCapture()
{
    m_answer->stop = true;
    m_thread->wait();
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
    announce();
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
    say(icon("warning"_L1, Theme::colours(palette()).warning), sentence());
    m_goOn->setVisible(goesOn);
    m_new->setVisible(m_looked);
    m_new->setText(goesOn ? tr("Go On in Another File…") : tr("Capture…"));
    m_open->setVisible(m_looked && m_exists);
}

} // namespace Tailwater

#include "moc_endedcapture.cpp"
