// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

#include <memory>
#include <optional>

namespace Tailwater {

class FilterRun;
class FindBar;
class TailModel;
class TailView;

//! \brief Goes from row to row that holds a text, or matches /a regular expression/; hides nothing.
//!
//! Looks through what is shown, in a worker; goes on at the other end when there is no further one.
class TailFind : public QObject
{
    Q_OBJECT

public:
    TailFind(TailModel *model, TailView *view, FindBar *bar, QObject *parent = nullptr);
    ~TailFind() override;

    //! \brief Opens the bar.
    void open();
    void find(bool backwards);
    //! \brief The model has other rows.
    void feed();

private:
    void showPlaces(const QString &text);
    bool prepare();
    void search();
    void sayWhich();
    std::optional<quint64> target(bool *around) const;

    TailModel *m_model;
    TailView *m_view;
    FindBar *m_bar;
    std::unique_ptr<FilterRun> m_run;
    bool m_pending = false;
    bool m_backwards = false;
    quint64 m_from = 0;
    std::optional<quint64> m_found;
    bool m_around = false;
    QString m_text;
};

} // namespace Tailwater
