// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QElapsedTimer>
#include <QObject>

namespace Tailwater {

class Application;
class TailPage;

//! \brief `--snapshot`: waits until the sample stream is live and shows rows, saves a picture of the
//! window, says what is shown, and ends the application.
class Snapshot : public QObject
{
    Q_OBJECT

public:
    Snapshot(Application *application, const QString &file, QObject *parent = nullptr);
    ~Snapshot() override;

private:
    void look();
    void save(TailPage *page);
    void fail(const QString &reason);

    Application *m_application;
    QString m_file;
    QElapsedTimer m_clock;
};

} // namespace Tailwater
