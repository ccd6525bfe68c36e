// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QKeySequence>
#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QActionGroup;
class QMenu;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Every command of the main window, once: each has an id (its object name), a text, and often a
//! shortcut. Menus, the tool bar, context menus and the palette all show these.
class WindowActions : public QObject
{
    Q_OBJECT

public:
    explicit WindowActions(QObject *parent = nullptr);
    ~WindowActions() override;

    //! \name File
    //! \{
    QAction *connectServer;
    QAction *editConnection;
    QAction *keptConnections;
    QAction *importConnections;
    QAction *exportConnections;
    QAction *openStream;
    QAction *closeTab;
    QAction *reopenTab;
    QAction *quit;
    //! \}
    //! \name View
    //! \{
    QAction *focusFilter;
    QAction *flat;
    QAction *showReserved;
    QAction *scanServer;
    QAction *importStreams;
    QAction *fullScreen;
    QActionGroup *appearance;
    //! \}
    //! \name Stream
    //! \{
    QAction *openSelected;
    QAction *openFromBeginning;
    QAction *openFromNow;
    QAction *openFromLeftOff;
    QAction *openFromOffset;
    QAction *newStream;
    QAction *forkStream;
    QAction *closeStream;
    QAction *deleteStream;
    QAction *removeFromList;
    QAction *favourite;
    QAction *copyPath;
    QAction *copyUrl;
    QAction *copyCurlRead;
    QAction *copyCurlSse;
    QAction *copyCli;
    //! \}
    QAction *compose;
    QAction *producerLab;
    QAction *rules;
    QAction *palette;
    QAction *preferences;
    QAction *nextPane;
    QAction *previousPane;
    QAction *guide;
    QAction *shortcuts;
    QAction *about;

    //! \brief “Open From ▸” and “Copy ▸”, for menus; owned by \a menu.
    void addOpenFrom(QMenu *menu) const;
    void addCopy(QMenu *menu) const;

private:
    QAction *make(const char *id, const QString &text, const char *iconName = nullptr,
                  const QKeySequence &shortcut = {});
    void makeFile();
    void makeView();
    void makeStream();
    void makeOther();
};

} // namespace Tailwater
