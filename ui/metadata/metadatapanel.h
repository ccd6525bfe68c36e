// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "metadata/seenchanges.h"

#include <durablestreams/error.h>
#include <durablestreams/streaminfo.h>

#include <QPointer>
#include <QWidget>

#include <chrono>

QT_BEGIN_NAMESPACE
class QAction;
class QFormLayout;
class QLabel;
class QLineEdit;
class QTimer;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Tailwater {

class Server;
class WrappedText;
struct TailStatus;

//! \brief What is known of one stream: from HEAD, which renews no TTL, and from its tail if it is open.
class MetadataPanel : public QWidget
{
    Q_OBJECT

public:
    explicit MetadataPanel(QWidget *parent = nullptr);
    ~MetadataPanel() override;

    //! \brief Shows \a path of \a server and asks for it by HEAD; null empties the panel.
    void setStream(Server *server, const QByteArray &path);
    Server *server() const { return m_server; }
    QByteArray path() const { return m_path; }
    //! \brief What the open tail of the shown stream knows; null: it is not open.
    void setTail(const TailStatus *status);
    //! \brief Where reading it ended the last time; empty: it was never read here.
    void setLeftOff(const QString &offset);
    void refresh();

    //! \brief The value shown in the row \a name, such as "tail"; for tests and scripts.
    QString value(const QString &name) const;

    QAction *refreshAction() const { return m_refresh; }
    QAction *copyAction() const { return m_copy; }
    //! \brief While it is checked the stream is asked for by HEAD every few seconds, and changes listed.
    QAction *watchAction() const { return m_watch; }
    //! \brief How often that is; five seconds unless set.
    void setWatchInterval(std::chrono::milliseconds interval);
    //! \brief Adds buttons for \a actions below the panel.
    void addButtons(const QList<QAction *> &actions);

private:
    void layOut();
    void addNote();
    void keepNote();
    //! What no server tells: lineage, the first time it was opened, the note.
    void showFacts();
    void addSection(const QString &title, const QStringList &names);
    void setValue(const QString &name, const QString &value, const QString &copy = {},
                  const QString &toolTip = {});
    void show(const DurableStreams::StreamInfo &info);
    void showLifetime(const DurableStreams::StreamInfo &info);
    void showFailure(const DurableStreams::Error &error);
    void showChanges();
    void clear();
    void copyAll();

    QPointer<Server> m_server;
    QByteArray m_path;
    QHash<QString, QLabel *> m_names;
    QHash<QString, WrappedText *> m_values;
    QStringList m_order;
    WrappedText *m_title;
    QLabel *m_message;
    QLabel *m_placeholder;
    QWidget *m_body;
    QVBoxLayout *m_sections = nullptr;
    QFormLayout *m_lastForm = nullptr;
    QLineEdit *m_note;
    QWidget *m_buttons;
    QTimer *m_countdown;
    QAction *m_refresh;
    QAction *m_copy;
    QAction *m_watch;
    QTimer *m_watchTimer;
    SeenChanges m_seen;
    std::optional<DurableStreams::StreamInfo> m_info;
};

} // namespace Tailwater
