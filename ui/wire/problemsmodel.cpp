// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "problemsmodel.h"

#include "connection/errortext.h"

#include <QGuiApplication>
#include <QPalette>

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
                        const Words &words, const QObject *source)
{
    if (int(m_problems.size()) >= Limit) {
        beginRemoveRows({}, Limit - 1, Limit - 1);
        m_problems.pop_back();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_problems.push_front({ QDateTime::currentDateTime(), where, error, words, source });
    endInsertRows();
    Q_EMIT countChanged(int(m_problems.size()));
}

void ProblemsModel::end(const QObject *source)
{
    for (int row = 0; row < int(m_problems.size()); ++row) {
        Problem &problem = m_problems[size_t(row)];
        if (source && problem.source == source && !problem.ended.isValid()) {
            problem.ended = QDateTime::currentDateTime();
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

QString ProblemsModel::timesOf(const Problem &problem)
{
    const QString began = problem.when.toString(u"HH:mm:ss"_s);
    return problem.ended.isValid()
        ? tr("%1\nover %2", "when a problem began, and when it was over")
              .arg(began, problem.ended.toString(u"HH:mm:ss"_s))
        : began;
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
    if (role == Qt::ForegroundRole && problem.ended.isValid()) {
        return QGuiApplication::palette().brush(QPalette::PlaceholderText);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (index.column()) {
    case Time:
        return timesOf(problem);
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
