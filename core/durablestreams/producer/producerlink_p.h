// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "producer/produceractions_p.h"
#include "producer/produceranswer_p.h"

#include <functional>

namespace DurableStreams {

//! \brief What carries a producer's requests to the server.
//!
//! One HTTP request for each send(), never repeated below this. Deleting the link gives up whatever
//! is on its way.
class ProducerLink
{
public:
    using Answered = std::function<void(quint64 request, const ProducerAnswer &answer)>;

    virtual ~ProducerLink() = default;

    //! \brief Where answers go; from the event loop, exactly once for each request not abandoned.
    void setAnswered(Answered answered) { m_answered = std::move(answered); }

    //! \brief What goes with every body.
    void setContentType(const QByteArray &contentType) { m_contentType = contentType; }
    const QByteArray &contentType() const { return m_contentType; }

    virtual void send(const ProducerActions::Send &request) = 0;
    virtual void abandon(quint64 request) = 0;

protected:
    //! \brief The last thing to do with a request: the link may be gone when this returns.
    void report(quint64 request, const ProducerAnswer &answer)
    {
        const Answered answered = m_answered;
        answered(request, answer);
    }

private:
    Answered m_answered;
    QByteArray m_contentType;
};

} // namespace DurableStreams
