// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/replayflow.h"

#include <QDialog>
#include <QUrl>

#include <optional>

QT_BEGIN_NAMESPACE
class QButtonGroup;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Tailwater {

class ReplayLookup;
class Server;

//! \brief Asks into which stream rows are replayed, and how fast; then shows how far that is.
//!
//! Closing it stops the replay, which can be gone on with. Not modal: a replay may take hours.
class ReplayDialog : public QDialog
{
    Q_OBJECT

public:
    //! \brief \a what says in words what is replayed. \a servers are those that are connected to.
    ReplayDialog(const ReplayFlow::Source &source, const QString &what, const QList<Server *> &servers,
                 QWidget *parent = nullptr);
    ~ReplayDialog() override;

    //! \brief \a server is the target unless the user says otherwise; one of production never is by itself.
    void propose(Server *server);
    //! \brief The stream at \a target is, unless the user says otherwise.
    void setTarget(const QUrl &target);
    //! \brief What can be replayed instead; \a chosen unless the user says otherwise.
    void addChoice(const ReplayFlow::Source &source, const QString &what, bool chosen);

    bool isBusy() const;
    //! \brief Where copies of what is replayed are kept; see KeptReplays.
    static QString copiesFolder();

    void reject() override;

private:
    enum Speed { Full, AsReceived, Scaled };
    void addRows(const QString &what);
    void chooseServer();
    ReplayFlow::Source &source();
    //! What was begun earlier with the same rows and the same target, and has not come to its end.
    struct Earlier
    {
        QString capture = {};
        std::optional<ReplayState> state = {};
        KeptOrigin origin = {};
        quint64 lost = 0; //!< so many rows were stored of a file that has changed since
        bool pending = false; //!< not known yet
    };
    Earlier earlier();
    QString textOf(const Earlier &earlier) const;
    void refreshButtons(const Earlier &earlier, bool ready);
    void layOut(const QString &what);
    void addSpeed(QFormLayout *form);
    void refresh();
    void refreshProgress();
    void onFinished();
    void begin();
    void beginAnew();
    static QString anewText();
    QString failureText() const;
    QString doneText() const;
    QString earlierText();
    Server *server() const;
    QUrl target() const;
    //! What speaks against it, in a sentence; empty if nothing does.
    QString fault();
    QString lastSegment() const;

    //! What can be replayed, and which of them is: one of \a m_choices each.
    QList<ReplayFlow::Source> m_sources;
    QButtonGroup *m_choices;
    QVBoxLayout *m_rows = nullptr;
    QLabel *m_what = nullptr;
    QComboBox *m_server;
    QLineEdit *m_path;
    QCheckBox *m_create;
    QComboBox *m_speed;
    QDoubleSpinBox *m_factor;
    QSpinBox *m_limit;
    QLabel *m_nameLabel;
    QLineEdit *m_name;
    QLabel *m_message;
    QLabel *m_state;
    QProgressBar *m_progress;
    QPushButton *m_begin = nullptr;
    QPushButton *m_anew = nullptr;
    QPushButton *m_unlock = nullptr;
    QPushButton *m_close = nullptr;
    QWidget *m_fields = nullptr;
    ReplayLookup *m_lookup;
    ReplayFlow *m_flow = nullptr;
    int m_flowChoice = -1;
    //! The stream that has another type than the rows, or holds something already, and the sentences that said so.
    QUrl m_toldOf;
    QString m_told;
    bool m_toldOfType = false;
    //! There what was begun cannot be gone on with.
    QUrl m_deadEnd;
    bool m_stopping = false;
};

} // namespace Tailwater
