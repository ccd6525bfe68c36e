// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <support/faultserver.h>

#include <durablestreams/httpaccessmanager.h>

#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <memory>

// The same tests run over our engine and, with HTTPSUITE_STOCK, over Qt's with the recipe for it.
#ifdef HTTPSUITE_STOCK
constexpr bool Stock = true;
#else
constexpr bool Stock = false;
#endif

//! \brief Whether Qt's engine is under test and known to fail the running test function, or this row of
//! it; the list is in httpsuite.cpp. It has to fail then: tests compare with !isKnownFailure(), so that
//! the list stays true.
bool isKnownFailure();

//! \brief The manager under test.
std::unique_ptr<QNetworkAccessManager> makeManager();

//! \brief A reply that deletes itself at the end of the test.
using ReplyPtr = std::unique_ptr<QNetworkReply>;

inline bool finished(const ReplyPtr &reply)
{
    // Not qWaitFor(): it sleeps between events, which a byte at a time turns into minutes.
    QSignalSpy spy(reply.get(), &QNetworkReply::finished);
    return reply->isFinished() || spy.wait(30'000);
}

inline int status(const ReplyPtr &reply)
{
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}
