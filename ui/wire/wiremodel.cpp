// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wiremodel.h"

#include "har.h"
#include "maskedtrace.h"
#include "models/connectionsecrets.h"

#include <QLocale>
#include <QUrlQuery>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QString milliseconds(std::chrono::microseconds time)
{
    if (time.count() < 0) {
        return u"…"_s;
    }
    return QLocale().toString(double(time.count()) / 1000.0, 'f', time.count() < 10'000 ? 1 : 0);
}

qint64 bodySize(const DurableStreams::RequestTrace &trace)
{
    return trace.requestBody.size() + trace.responseBody.size();
}

//! As core masks secrets in traces.
bool isMasked(QByteArrayView value)
{
    return value.contains("•••");
}

} // namespace

WireModel::WireModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

WireModel::~WireModel() = default;

void WireModel::add(const DurableStreams::RequestTrace &trace, const Connection &connection)
{
    if (const auto known = m_numbers.constFind(trace.id); known != m_numbers.cend()) {
        const int row = int(*known - m_first);
        m_bodyBytes += bodySize(trace) - bodySize(m_traces[size_t(row)]);
        m_traces[size_t(row)] = trace;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        dropOldBodies();
        return;
    }
    if (qsizetype(m_traces.size()) >= Limit) {
        beginRemoveRows({}, 0, 0);
        m_numbers.remove(m_traces.front().id);
        m_bodyBytes -= bodySize(m_traces.front());
        m_traces.pop_front();
        m_connections.pop_front();
        m_masks.pop_front();
        ++m_first;
        endRemoveRows();
    }
    const int row = int(m_traces.size());
    beginInsertRows({}, row, row);
    m_traces.push_back(trace);
    m_connections.push_back(connection);
    m_masks.push_back(secretMaskOf(connection));
    m_bodyBytes += bodySize(trace);
    m_numbers.insert(trace.id, m_first + row);
    endInsertRows();
    noteServer(connection);
    dropOldBodies();
}

void WireModel::noteServer(const Connection &connection)
{
    m_servers.insert(connection.displayName());
    if (const bool many = m_servers.size() > 1; std::exchange(m_manyServers, many) != many) {
        Q_EMIT manyServersChanged(many);
    }
}

void WireModel::dropOldBodies()
{
    for (size_t row = 0; m_bodyBytes > BodyLimit && row + 1 < m_traces.size(); ++row) {
        m_bodyBytes -= bodySize(m_traces[row]);
        DurableStreams::RequestTrace &trace = m_traces[row];
        trace.requestBody.clear();
        trace.responseBody.clear();
        trace.requestBodyCut = trace.requestBodySize > 0;
        trace.responseBodyCut = trace.bytesReceived > 0;
    }
}

DurableStreams::RequestTrace WireModel::revealedAt(int row) const
{
    DurableStreams::RequestTrace trace = m_traces[size_t(row)];
    const Connection &connection = m_connections[size_t(row)];
    const QHttpHeaders known = connection.allHeaders();
    for (qsizetype i = 0; i < trace.requestHeaders.size(); ++i) {
        const QLatin1StringView name = trace.requestHeaders.nameAt(i);
        if (isMasked(trace.requestHeaders.valueAt(i)) && known.contains(name)) {
            trace.requestHeaders.replace(i, name, known.value(name));
        }
    }
    QUrlQuery query(trace.url);
    auto items = query.queryItems(QUrl::FullyEncoded);
    for (auto &[name, value] : items) {
        for (const auto &[parameter, secret] : connection.parameters) {
            if (QUrl::fromPercentEncoding(name.toLatin1()).toUtf8() == parameter
                && isMasked(QByteArray::fromPercentEncoding(value.toUtf8()))) {
                value = QString::fromLatin1(secret.toPercentEncoding());
            }
        }
    }
    query.setQueryItems(items);
    trace.url.setQuery(query);
    return trace;
}

QList<DurableStreams::RequestTrace> WireModel::traces() const
{
    QList<DurableStreams::RequestTrace> all;
    for (int row = 0; row < int(m_traces.size()); ++row) {
        all.append(maskedAt(row));
    }
    return all;
}

DurableStreams::RequestTrace WireModel::maskedAt(int row) const
{
    return masked(m_traces[size_t(row)], m_masks[size_t(row)]);
}

void WireModel::clear()
{
    beginResetModel();
    m_traces.clear();
    m_connections.clear();
    m_masks.clear();
    m_servers.clear();
    m_numbers.clear();
    m_first = 0;
    m_bodyBytes = 0;
    endResetModel();
    if (std::exchange(m_manyServers, false)) {
        Q_EMIT manyServersChanged(false);
    }
}

int WireModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_traces.size());
}

int WireModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WireModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const DurableStreams::RequestTrace &trace = m_traces[size_t(index.row())];
    const bool failed = !trace.failure.isEmpty() || trace.status >= 400;
    if (role == FailureRole) {
        return failed;
    }
    const DurableStreams::SecretMask &mask = m_masks[size_t(index.row())];
    if (role == Qt::ToolTipRole) {
        return trace.failure.isEmpty() ? masked(trace.url, mask).toDisplayString()
                                       : mask.masked(trace.failure);
    }
    if (role == Qt::TextAlignmentRole) {
        return index.column() >= Status ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
                                        : QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Time:
        return trace.started.toLocalTime().toString(u"HH:mm:ss.zzz"_s);
    case Server:
        return m_connections[size_t(index.row())].displayName();
    case Purpose:
        return trace.attempt > 1
            ? tr("%1, attempt %2").arg(QString::fromLatin1(trace.purpose)).arg(trace.attempt)
            : QString::fromLatin1(trace.purpose);
    case Method:
        return QString::fromLatin1(trace.method);
    case Url: {
        const QUrl url = masked(trace.url, mask);
        const QString query = url.query(QUrl::FullyDecoded);
        // Where all of it is, is told by the tool tip and by the exchange itself.
        const QString path = m_connections[size_t(index.row())].displayPath(url);
        return query.isEmpty() ? path : QString(path + u'?' + query);
    }
    case Status:
        return trace.status > 0     ? QString::number(trace.status)
            : trace.failure.isEmpty() ? u"…"_s
            : wasSent(trace)          ? tr("failed")
                                      : tr("not sent", "a request");
    case Headers:
        return milliseconds(trace.toHeaders);
    case Receive:
        return milliseconds(trace.total.count() < 0 || trace.toHeaders.count() < 0
                                ? std::chrono::microseconds(-1)
                                : trace.total - trace.toHeaders);
    case Duration:
        return milliseconds(trace.total);
    case Bytes:
        return QLocale().formattedDataSize(trace.bytesReceived + qMax<qint64>(0, trace.bytesSent), 1,
                                           QLocale::DataSizeIecFormat);
    default:
        return {};
    }
}

QVariant WireModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    switch (section) {
    case Time:
        return tr("Time");
    case Server:
        return tr("Server");
    case Purpose:
        return tr("Purpose");
    case Method:
        return tr("Method");
    case Url:
        return tr("Path and Query");
    case Status:
        return tr("Status");
    case Headers:
        return tr("Wait ms", "until the headers of an answer are there");
    case Receive:
        return tr("Receive ms", "from the headers of an answer to its end");
    case Duration:
        return tr("Total ms");
    case Bytes:
        return tr("Bytes");
    default:
        return {};
    }
}

} // namespace Tailwater

#include "moc_wiremodel.cpp"
