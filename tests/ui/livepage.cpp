// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "livepage.h"

#include <durablestreams/call.h>

#include <QPushButton>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

constexpr auto patience = 60s;

} // namespace

LivePage::LivePage() = default;
LivePage::~LivePage() = default;

bool LivePage::startServer()
{
    const auto url = m_server.start({});
    if (!url) {
        return false;
    }
    m_client = std::make_unique<DurableStreams::Client>();
    m_client->setBaseUrl(*url);
    m_connection.baseUrl = *url;
    return true;
}

bool LivePage::finish(DurableStreams::Call *call)
{
    std::optional<bool> ok;
    connect(call, &DurableStreams::Call::finished, this,
            [&](const auto &result) { ok = result.has_value(); });
    return QTest::qWaitFor([&] { return ok.has_value(); }, patience) && *ok;
}

bool LivePage::open(const QByteArray &body, int rows, const QByteArray &contentType)
{
    m_stream = m_client->stream(u"rows/%1"_s.arg(++m_streams));
    DurableStreams::CreateOptions options;
    options.contentType = contentType;
    if (!finish(m_stream.create(options)) || !append(body)) {
        return false;
    }
    m_page = std::make_unique<TailPage>(m_connection, m_stream.url());
    m_page->resize(900, 500);
    m_page->show();
    m_page->activateWindow();
    if (!QTest::qWaitForWindowActive(m_page.get(),
                                     int(std::chrono::milliseconds(patience).count()))) {
        return false;
    }
    m_page->start();
    // One more: the note that live begins.
    const bool isLive = QTest::qWaitFor(
        [&] {
            return m_page->session()->status().state == TailState::Live
                && m_page->model()->rowCount() == rows + 1;
        },
        patience);
    m_page->view()->setFocus();
    return isLive && QTest::qWaitFor([&] { return m_page->view()->hasFocus(); }, patience);
}

bool LivePage::append(const QByteArray &body)
{
    return finish(m_stream.append(body));
}

QPushButton *LivePage::barButton(const QString &text) const
{
    for (QPushButton *button : bar()->findChildren<QPushButton *>()) {
        if (button->text() == text && button->isVisible()) {
            return button;
        }
    }
    return nullptr;
}

QByteArray LivePage::numbers(int from, int count)
{
    QByteArrayList list;
    for (int i = 0; i < count; ++i) {
        list.append("{\"n\":" + QByteArray::number(from + i) + "}");
    }
    return "[" + list.join(",") + "]";
}

} // namespace Tailwater

#include "moc_livepage.cpp"
