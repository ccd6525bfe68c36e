// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/captureend.h"

#include "models/capture/capturereader.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace Tailwater {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Capture)
};

//! What is counted by CapturePlace::index.
quint64 lengthOf(RowKind kind, qsizetype bytes)
{
    return kind == RowKind::Message ? 1 : quint64(bytes);
}

QString faultOf(const CaptureRow &row)
{
    if (row.flags.testFlag(damagedLine)) {
        return Text::tr("Its last line is damaged, so that nobody can tell where it goes on.");
    }
    const bool known = !row.startOffset.isNull() && row.startOffset != DurableStreams::Offset::now();
    if (!known) {
        return Text::tr("Its last row does not say where in the stream it is.");
    }
    // A line end was counted as one byte, and a blank may be missing.
    if (row.kind != RowKind::Message && row.flags.testFlag(RowFlag::Normalised)) {
        return Text::tr("Its last row came by SSE, which does not say how many bytes it had on the server.");
    }
    return {};
}

} // namespace

Message CapturePlace::restOf(const Message &message) const
{
    if (!message.isData() || message.startOffset != offset || message.index >= index) {
        return message;
    }
    const quint64 known = index - message.index;
    if (message.kind != RowKind::Chunk || known >= quint64(message.bytes.size())) {
        return {};
    }
    Message rest = message;
    rest.bytes = message.bytes.sliced(qsizetype(known));
    rest.index = index;
    return rest;
}

std::expected<CaptureEnd, QString> captureEndOf(const QString &path, const std::function<bool()> &stop)
{
    CaptureReader reader;
    if (const auto opened = reader.open(path); !opened) {
        return std::unexpected(opened.error());
    }
    if (!reader.indexAll(stop)) {
        return std::unexpected(Text::tr("%1 cannot be read to its end.").arg(QDir::toNativeSeparators(path)));
    }
    const CaptureIndex &index = reader.index();
    CaptureEnd end { .header = reader.header(),
                     .dataRows = index.dataRows(),
                     .lastNumber = index.endNumber() - 1,
                     .size = index.end() };
    for (qsizetype block = index.blockCount() - 1; block >= 0; --block) {
        const std::vector<CaptureRow> rows = reader.rows(block);
        const auto last = std::ranges::find_if(rows.rbegin(), rows.rend(), [](const CaptureRow &row) {
            return row.kind != RowKind::Marker;
        });
        if (last == rows.rend()) {
            continue;
        }
        end.fault = faultOf(*last);
        end.place = { last->startOffset, last->index };
        // As far as they are in one block: a number for people.
        end.responseRows = quint64(std::ranges::count_if(rows, [&](const CaptureRow &row) {
            return row.kind != RowKind::Marker && row.startOffset == last->startOffset
                && !row.flags.testFlag(RowFlag::Unfinished);
        }));
        if (!last->flags.testFlag(RowFlag::Unfinished)) {
            end.place.index += lengthOf(last->kind, last->bytes.size());
        } else if (last == rows.rbegin() && block == index.blockCount() - 1) {
            end.size = reader.beginOfLastLine();
            --end.dataRows;
            --end.lastNumber;
        } // else it stays as it is: a marker follows, and the whole line comes again
        return end;
    }
    end.fault = Text::tr("It holds no row, so that nobody can tell where it goes on.");
    return end;
}

} // namespace Tailwater
