// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/capturereader.h"
#include "models/messagestore.h"

#include <QList>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace Tailwater {

//! \brief Rows one after the other, from wherever they are. Of one thread, which need not be the one it was made in.
class RowSource
{
public:
    virtual ~RowSource() = default;

    //! \brief Opens what it reads from, if anything. A sentence says why it cannot.
    virtual std::expected<void, QString> open() { return {}; }
    //! \brief The next row, a marker too; a null message at the end, or where error() says why there is no more.
    virtual Message next() = 0;
    //! \brief Why the rows ended before their end, in a sentence; empty if they did not.
    virtual QString error() const { return {}; }
    //! \brief Goes on with the row that would have come after \a rows calls of next(). After open().
    virtual void skip(quint64 rows) = 0;
    //! \brief How many rows of data there are, markers not counted, once opened.
    virtual quint64 count() const = 0;
    virtual QByteArray contentType() const = 0;
    //! \brief \a stop is asked while open() takes long.
    virtual void setStop(const std::function<bool()> &stop) { Q_UNUSED(stop) }
    //! \brief For a source that goes through more rows than it gives: \a told hears through how many of count().
    //! False: it gives all of them.
    virtual bool tellProgress(const std::function<void(quint64)> &told)
    {
        Q_UNUSED(told)
        return false;
    }
};

//! \brief Rows of a view: ranges of ids, both ends included, in order.
class SnapshotRows : public RowSource
{
public:
    using Ranges = QList<std::pair<quint64, quint64>>;

    SnapshotRows(const StoreSnapshot &snapshot, const QByteArray &contentType, const Ranges &ranges);
    //! \brief All of them.
    SnapshotRows(const StoreSnapshot &snapshot, const QByteArray &contentType);

    Message next() override;
    void skip(quint64 rows) override;
    quint64 count() const override { return m_count; }
    QByteArray contentType() const override { return m_contentType; }

    //! \brief \a ids, which are in order, as ranges.
    static Ranges rangesOf(const QList<quint64> &ids);

private:
    StoreSnapshot m_snapshot;
    QByteArray m_contentType;
    Ranges m_ranges;
    qsizetype m_range = 0;
    quint64 m_at = 0;
    quint64 m_count = 0;
};

//! \brief All rows of a capture, whatever of it is shown.
class CaptureRows : public RowSource
{
public:
    //! \brief With \a shown: the rows of that one, or none if the file has changed.
    explicit CaptureRows(const QString &path, const std::optional<CaptureIdentity> &shown = {});

    std::expected<void, QString> open() override;
    Message next() override;
    void skip(quint64 rows) override;
    quint64 count() const override { return m_reader.index().dataRows(); }
    QByteArray contentType() const override { return m_reader.header().contentType; }
    QString error() const override { return m_error; }
    void setStop(const std::function<bool()> &stop) override { m_stop = stop; }
    //! \brief What was opened.
    const CaptureIdentity &identity() const { return m_reader.identity(); }

private:
    bool load(qsizetype block);

    QString m_path;
    std::optional<CaptureIdentity> m_shown;
    QString m_error;
    std::function<bool()> m_stop;
    CaptureReader m_reader;
    qsizetype m_block = -1;
    std::shared_ptr<const std::vector<CaptureRow>> m_rows;
    size_t m_at = 0;
    quint64 m_number = 1;
};

} // namespace Tailwater
