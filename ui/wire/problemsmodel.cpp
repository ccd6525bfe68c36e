// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "problemsmodel.h"

#include "connection/errortext.h"

using namespace Qt::StringLiterals;

namespace Tailwater {

ProblemsModel::ProblemsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

ProblemsModel::~ProblemsModel() = default;

void ProblemsModel::add(const QString &where, const DurableStreams::Error &error)
{
    add(where, error, { causeOf(error), remedyOf(error) });
}

void ProblemsModel::add(const QString &where, const DurableStreams::Error &error,
                        const Words &words)
{
    if (int(m_problems.size()) >= Limit) {
        beginRemoveRows({}, Limit - 1, Limit - 1);
        m_problems.pop_back();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_problems.push_front({ QDateTime::currentDateTime(), where, error, words });
    endInsertRows();
    Q_EMIT countChanged(int(m_problems.size()));
}

void ProblemsModel::clear()
{
    beginResetModel();
    m_problems.clear();
    endResetModel();
    Q_EMIT countChanged(0);
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_problems.size());
}

int ProblemsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Problem &problem = m_problems[size_t(index.row())];
    if (role == Qt::ToolTipRole) {
        QStringList lines { problem.error.message, serverWords(problem.error) };
        lines.removeAll(QString());
        return lines.join(u'\n');
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Time:
        return problem.when.toString(u"HH:mm:ss"_s);
    case Where:
        return problem.where;
    case Cause:
        return problem.words.cause;
    case Remedy:
        return problem.words.remedy;
    default:
        return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    switch (section) {
    case Time:
        return tr("Time");
    case Where:
        return tr("Where");
    case Cause:
        return tr("What Happened");
    case Remedy:
        return tr("What To Do");
    default:
        return {};
    }
}

} // namespace Tailwater

#include "moc_problemsmodel.cpp"
