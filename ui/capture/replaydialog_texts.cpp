// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/replaydialog.h"

#include "capture/replaylookup.h"
#include "connection/errortext.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QString countText(quint64 count)
{
    return QLocale().toString(count);
}

} // namespace

QString ReplayDialog::textOf(const Earlier &earlier) const
{
    if (earlier.lost > 0) {
        return tr("An earlier replay stored %1 rows of this file there. The file has changed since, so that it cannot be "
                  "gone on with.")
            .arg(countText(earlier.lost));
    }
    if (!earlier.state) {
        return {};
    }
    const QString stored = countText(earlier.state->sent);
    if (earlier.origin.stream.isEmpty()) {
        return tr("An earlier replay stored %1 rows of this capture there. It goes on where it ended. %2")
            .arg(stored, anewText());
    }
    const QString all = countText(earlier.origin.rows);
    if (!earlier.origin.rowsKey.isEmpty()) {
        return tr("An earlier replay of these rows stored %1 of %2 there. It goes on where it ended. %3")
            .arg(stored, all, anewText());
    }
    const QDateTime begun = QDateTime::fromMSecsSinceEpoch(earlier.origin.begunMs);
    return tr("An earlier copy of this stream stored %1 of %2 rows there. “Go On” stores the others of those that the "
              "stream had then, on %3. %4")
        .arg(stored, all, QLocale().toString(begun, QLocale::ShortFormat), anewText());
}

QString ReplayDialog::anewText()
{
    return tr("“Begin Anew” forgets that and appends all rows from the first; what the stream holds stays.");
}

void ReplayDialog::refreshProgress()
{
    const ReplayProgress &done = m_flow->progress();
    const bool preparing = m_flow->stage() == ReplayFlow::Stage::Preparing;
    m_progress->setRange(0, preparing || done.total == 0 ? 0 : 1000);
    if (!preparing && done.total > 0) {
        m_progress->setValue(int(done.done() * 1000 / done.total));
    }
    QString text = preparing ? tr("Capturing what is to be replayed: %1 rows").arg(countText(m_flow->prepared()))
        : done.total == 0    ? tr("Looking at the rows and at the stream…")
                             : tr("%1 of %2 rows, %3 stored")
                                   .arg(countText(done.done()), countText(done.total), countText(done.sent));
    if (m_stopping) {
        text = tr("Stopping…") + u' ' + text;
    }
    if (done.leftOut > 0) {
        text += u", "_s + tr("%1 left out").arg(countText(done.leftOut));
    }
    if (done.retrying) {
        text += u". "_s + tr("The server does not answer; the same rows are sent again.");
    }
    m_state->setText(text);
}

// What an earlier one left there is in the way: of another stream, of other rows, or of a file that has changed.
QString ReplayDialog::earlierText()
{
    if (const Earlier before = earlier(); before.lost > 0) {
        return textOf(before) + u' ';
    }
    const auto any = m_lookup->anyInto(target());
    return !any ? QString()
                : tr("An earlier copy, which did not come to its end, stored %1 rows there; “Stream ▸ Unfinished "
                     "Copies…” goes on with it.")
                      .arg(countText(any->state.sent))
            + u' ';
}

QString ReplayDialog::doneText() const
{
    const ReplayProgress &done = m_flow->progress();
    QString text;
    if (done.leftOut > 0) {
        text += u' ' + tr("%1 rows were left out: they have no place in this stream.").arg(countText(done.leftOut));
    }
    if (done.othersBetween) {
        text += u' '
            + tr("Others had appended to the stream while this was stopped: what they wrote stands between these rows.");
    }
    return text;
}

QString ReplayDialog::failureText() const
{
    const ReplayFailure &failure = m_flow->failure();
    QStringList parts { failure.text };
    if (failure.onlyAnew) {
        parts << anewText();
    } else if (failure.error) {
        parts << causeOf(*failure.error);
        if (const QString words = serverWords(*failure.error); !words.isEmpty()) {
            parts << tr("The server said: “%1”.").arg(words);
        }
        parts << remedyOf(*failure.error);
    }
    parts.removeAll(QString());
    return parts.join(u' ');
}

} // namespace Tailwater
