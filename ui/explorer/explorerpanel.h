// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QPointer>
#include <QSet>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QMenu;
class QTimer;
class QTreeView;
QT_END_NAMESPACE

namespace Tailwater {

class Server;
class StreamTreeModel;

//! \brief The streams of the current server: a filter line, the tree, and an honest note when the
//! list cannot be complete.
//!
//! Moving through the rows asks for metadata (HEAD) only; Enter or a double click opens a stream.
class ExplorerPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ExplorerPanel(QWidget *parent = nullptr);
    ~ExplorerPanel() override;

    //! \brief Shows the streams of \a server, or nothing.
    void setServer(Server *server);
    Server *server() const { return m_server; }

    //! \brief The stream of the current row; empty for a folder.
    QByteArray currentPath() const;
    //! \brief Every selected stream, once, in the order of the list.
    QList<QByteArray> selectedPaths() const;
    //! \brief Makes the stream at \a path current, as soon as it is listed; until then, none is.
    void select(const QByteArray &path);
    void focusFilter();
    void setFlat(bool flat);
    void setShowsReserved(bool shows);
    //! \brief Whether the rows in view are asked for by HEAD.
    void setAsksForVisible(bool asks) { m_asksForVisible = asks; }

    //! \brief The menu of a row; the window fills it with its actions before it is shown.
    QMenu *contextMenu() const { return m_menu; }
    //! \brief The menu of the list as a whole; the window fills it.
    QMenu *optionsMenu() const { return m_options; }
    QLineEdit *filterEdit() const { return m_filter; }
    QTreeView *view() const { return m_view; }

Q_SIGNALS:
    //! \brief Another stream is current; empty if it is none.
    void currentChanged(const QByteArray &path);
    //! \brief The user has pressed a row, the current one too.
    void pointed();
    void selectionChanged();
    void openRequested(const QByteArray &path);
    void addRequested();
    void scanRequested();
    void registryRequested();
    void connectRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void rememberView();
    void restoreView();
    void refreshNote();
    void followLink(const QString &link);
    QString noteOfRegistry() const;
    void askForVisible();
    void openCurrent();
    void showMenu(const QPoint &position);

    QPointer<Server> m_server;
    StreamTreeModel *m_model = nullptr;
    QLineEdit *m_filter;
    QTreeView *m_view;
    QLabel *m_note;
    QMenu *m_menu;
    QMenu *m_options;
    QTimer *m_headTimer;
    QByteArray m_current;
    QByteArray m_sought; // to be made current as soon as it is there
    QSet<QByteArray> m_collapsed;
    bool m_flat = false;
    bool m_showsReserved = false;
    bool m_asksForVisible = true;
    bool m_restoring = false;
};

} // namespace Tailwater
