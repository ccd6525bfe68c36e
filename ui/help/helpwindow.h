// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "help/guide.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QLineEdit;
class QListWidget;
QT_END_NAMESPACE

namespace Tailwater {

class GuideView;

//! \brief The user guide, beside the window that it is about: pages, and a search through all of them.
class HelpWindow : public QDialog
{
    Q_OBJECT

public:
    explicit HelpWindow(QWidget *parent = nullptr);
    ~HelpWindow() override;

    //! \brief Brings the guide of \a window to the front; there is one for each window.
    static HelpWindow *open(QWidget *window);

    //! \brief Goes to the page with this file name.
    void showPage(const QString &name);
    //! \brief The file name of the page that is shown.
    QString page() const { return m_page; }

private:
    void layOut();
    QAction *addCommand(const char *id, const QString &text, QLatin1StringView iconName,
                        const QList<QKeySequence> &shortcuts);
    void createCommands();
    void onSourceChanged(const QUrl &source);
    void onSearchEdited(const QString &text);
    void find(bool backwards);
    bool holds(qsizetype page, const QString &text) const;
    void sayResult();

    QList<GuidePage> m_pages;
    QString m_page;
    QStringList m_texts; //!< of the pages, without their markup
    QListWidget *m_contents;
    GuideView *m_view;
    QLineEdit *m_search;
    QLabel *m_result;
    QAction *m_back = nullptr;
    QAction *m_forward = nullptr;
    QAction *m_next = nullptr;
    QAction *m_previous = nullptr;
};

} // namespace Tailwater
