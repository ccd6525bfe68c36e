// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/iothread.h"

#include <QCoreApplication>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace Tailwater {

IoThread *IoThread::instance()
{
    static QPointer<IoThread> thread;
    if (!thread) {
        Q_ASSERT(QCoreApplication::instance());
        thread = new IoThread(QCoreApplication::instance());
    }
    return thread;
}

IoThread::IoThread(QObject *parent)
    : QObject(parent)
{
    m_thread.setObjectName(u"tailwater-io"_s);
    m_thread.start();
}

IoThread::~IoThread()
{
    m_thread.quit();
    m_thread.wait();
    Q_EMIT ended();
}

void IoThread::adopt(QObject *object)
{
    Q_ASSERT(!object->parent());
    object->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, object, &QObject::deleteLater);
}

} // namespace Tailwater

#include "moc_iothread.cpp"
