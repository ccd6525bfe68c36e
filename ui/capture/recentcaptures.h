// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QMenu>

namespace Tailwater {

class Settings;

//! \brief The menu of the captures that were written or opened last, the latest first.
class RecentCaptures : public QMenu
{
    Q_OBJECT

public:
    static constexpr qsizetype mostKept = 12;

    //! \brief \a settings must outlive it.
    explicit RecentCaptures(Settings *settings, QWidget *parent = nullptr);
    ~RecentCaptures() override;

    //! \brief \a path is the latest one from now on.
    void note(const QString &path);

Q_SIGNALS:
    void openRequested(const QString &path);

private:
    void fill();

    Settings *m_settings;
};

} // namespace Tailwater
