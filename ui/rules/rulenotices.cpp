// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rules/rulenotices.h"

#include "tail/messagebar.h"
#include "tail/tailpage.h"

#include <QApplication>
#include <QEvent>
#include <QLocale>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

// A bar knows its messages by their names; in another stream's place the buttons are other ones.
QString idOf(const TailPage *page)
{
    return QString::number(quintptr(page), 16);
}

} // namespace

RuleNotices::RuleNotices(QWidget *parent)
    : QWidget(parent)
    , m_timer(new QTimer(this))
{
    setObjectName(u"ruleNotices"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (qsizetype line = 0; line <= mostLines; ++line) {
        auto *bar = new MessageBar(this);
        bar->setGoBack([this] {
            if (m_shown) {
                m_shown->focusRows();
            }
        });
        connect(bar, &MessageBar::putAway, this, [this, line] { putAway(line); });
        m_bars.append(bar);
        layout->addWidget(bar);
    }
    hide();
    // Counts that nobody could read are not worth laying out the window for.
    m_timer->setSingleShot(true);
    m_timer->setInterval(200ms);
    connect(m_timer, &QTimer::timeout, this, &RuleNotices::refresh);
}

RuleNotices::~RuleNotices() = default;

bool RuleNotices::isSeen(const TailPage *page) const
{
    // A dialog in front of it takes nothing from the view.
    return page == m_shown && (isActiveWindow() || QApplication::activeModalWidget());
}

void RuleNotices::note(TailPage *page, const QString &rule, quint64 number, quint64 rows)
{
    if (isSeen(page)) {
        return;
    }
    const auto known = std::ranges::find(m_notices, page, &Notice::page);
    if (known == m_notices.end()) {
        connect(page, &QObject::destroyed, this, &RuleNotices::forget, Qt::UniqueConnection);
        m_notices.append({ page, rule, number, std::max<quint64>(1, rows) });
        refresh();
        Q_EMIT begun(page, textOf(m_notices.last()));
        return;
    }
    if (known->putAway) {
        *known = { page, rule, number, 0 };
    }
    known->rows += rows;
    if (!m_timer->isActive()) {
        m_timer->start();
    }
}

void RuleNotices::setShown(TailPage *page)
{
    m_shown = page;
    if (isActiveWindow()) {
        forget(page);
    }
    refresh();
}

void RuleNotices::forget(const QObject *page)
{
    m_notices.removeIf([page](const Notice &notice) { return notice.page == page; });
    refresh();
}

void RuleNotices::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && m_shown && isActiveWindow()) {
        forget(m_shown);
    }
}

QList<qsizetype> RuleNotices::lines() const
{
    QList<qsizetype> lines;
    for (qsizetype i = 0; i < m_notices.size(); ++i) {
        if (m_notices.at(i).page != m_shown && !m_notices.at(i).putAway) {
            lines.append(i);
        }
    }
    return lines;
}

void RuleNotices::putAway(qsizetype line)
{
    const QList<qsizetype> all = lines();
    const qsizetype end = line < mostLines ? line + 1 : all.size();
    for (qsizetype i = line; i < end; ++i) {
        m_notices[all.at(i)].putAway = true;
    }
    refresh();
}

QString RuleNotices::textOf(const Notice &notice)
{
    const QString rows = tr("%n more row(s) passed a rule since.", nullptr, int(notice.rows - 1));
    const QString first = notice.number == 0
        ? tr("A row that has left the view passed the rule “%1”.").arg(notice.rule)
        : tr("Row %1 passes the rule “%2”.")
              .arg(QLocale().toString(notice.number), notice.rule);
    return notice.rows > 1 ? first + u' ' + rows : first;
}

void RuleNotices::refresh()
{
    const QList<qsizetype> all = lines();
    for (qsizetype line = 0; line < mostLines; ++line) {
        if (line < all.size()) {
            showLine(m_bars.at(line), m_notices.at(all.at(line)));
        } else {
            m_bars.at(line)->dismiss(m_bars.at(line)->messageId());
        }
    }
    showRest(all.sliced(std::min(mostLines, all.size())));
    setVisible(!all.isEmpty());
}

void RuleNotices::showLine(MessageBar *bar, const Notice &notice)
{
    const QString before = bar->messageId();
    const QString id = idOf(notice.page);
    const auto go = [this, page = notice.page, number = notice.number] {
        Q_EMIT showRequested(page, number);
    };
    bar->showMessage(id, MessageBar::Kind::Information,
                     notice.page->title() + u": "_s + textOf(notice), { { tr("Show"), go } });
    if (before != id) {
        bar->dismiss(before);
    }
}

void RuleNotices::showRest(const QList<qsizetype> &notices)
{
    MessageBar *bar = m_bars.last();
    if (notices.isEmpty()) {
        bar->dismiss(bar->messageId());
        return;
    }
    QStringList streams;
    for (const qsizetype i : notices) {
        streams.append(tr("%1 (%2)", "stream, and how many rows")
                           .arg(m_notices.at(i).page->title(),
                                QLocale().toString(m_notices.at(i).rows)));
    }
    bar->showMessage(u"rest"_s, MessageBar::Kind::Information,
                     tr("Rows passed a rule in these streams, too: %1")
                         .arg(QLocale().createSeparatedList(streams)));
}

QStringList RuleNotices::texts() const
{
    QStringList texts;
    for (const MessageBar *bar : m_bars) {
        if (!bar->messageId().isEmpty()) {
            texts.append(bar->text());
        }
    }
    return texts;
}

} // namespace Tailwater

#include "moc_rulenotices.cpp"
