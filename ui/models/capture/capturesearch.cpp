// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/capturesearch.h"

#include "models/capture/capturesearcher.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace Tailwater {

CaptureSearch::CaptureSearch(const QString &path, const FilterExpression &expression,
                             const std::optional<CaptureIdentity> &shown, QObject *parent)
    : QObject(parent)
    , m_expression(expression)
    , m_stop(std::make_shared<std::atomic_bool>(false))
    , m_thread(std::make_unique<QThread>())
    , m_searcher(new CaptureSearcher(path, expression, shown, m_stop))
{
    m_thread->setObjectName(u"tailwater-search"_s);
    m_searcher->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_searcher, &QObject::deleteLater);
    connect(m_searcher, &CaptureSearcher::progressed, this, [this](const CaptureSearchState &state) {
        m_state = state;
        Q_EMIT progressed();
    });
    connect(m_searcher, &CaptureSearcher::found, this, &CaptureSearch::found);
    m_thread->start(QThread::LowPriority);
    QMetaObject::invokeMethod(m_searcher, &CaptureSearcher::open, Qt::QueuedConnection);
}

CaptureSearch::~CaptureSearch()
{
    *m_stop = true;
    m_thread->quit();
    m_thread->wait();
}

void CaptureSearch::find(quint64 from, bool backwards)
{
    QMetaObject::invokeMethod(
        m_searcher, [searcher = m_searcher, from, backwards] { searcher->find(from, backwards); },
        Qt::QueuedConnection);
}

void CaptureSearch::cancel()
{
    *m_stop = true;
}

} // namespace Tailwater

#include "moc_capturesearch.cpp"
