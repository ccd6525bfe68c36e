// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "appendrun.h"
#include "composelibrary.h"
#include "composerdesk.h"
#include "payload.h"
#include "sendresult.h"

#include <QElapsedTimer>
#include <QHash>
#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTimer;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

class BurstBar;
class DraftStore;
class FileSource;
class JsonFormat;
class LargeTextBar;
class LibraryPanel;
class PasteNotice;
class PayloadEditor;
class Server;
class TargetNotice;

//! \brief Writes messages by hand. Bound to one stream, whatever tab is shown; each stream has a draft
//! of its own, and a send that fails leaves it as it was.
class ComposerPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ComposerPanel(QWidget *parent = nullptr);
    ~ComposerPanel() override;

    //! \brief Binds the composer to \a path of \a server; null unbinds it. Drafts are kept.
    void setTarget(Server *server, const QByteArray &path, const QByteArray &contentType = {});
    Server *server() const { return m_server; }
    QByteArray path() const { return m_path; }
    //! \brief Another tab is shown, of \a path of \a server. The composer goes with it, unless it holds
    //! what was not sent yet: then it stays where it is, says so, and offers the other stream.
    void showBeside(Server *server, const QByteArray &path, const QByteArray &contentType);
    //! \brief Whether there are several connections, so that each is named with its streams.
    void setManyServers(bool many);
    //! \brief The tab shown is that of a file with this \a title, which cannot be written to; empty:
    //! no tab is shown.
    void showBesideFile(const QString &title);
    //! \brief There is a text or a file that was not sent, or something is being sent.
    bool holdsUnsent() const;
    //! \brief What an answer of the server said about a stream that was written for.
    void setContentType(Server *server, const QByteArray &path, const QByteArray &contentType);
    void setText(const QString &text);
    QString text() const;
    //! \brief Makes \a bytes the draft, to be changed and sent: as text, or in the mode Hex where a
    //! text editor would change them.
    void setMessage(const QByteArray &bytes);
    ComposeMode mode() const;
    void setMode(ComposeMode mode);
    //! \brief What was not sent, by the address of its stream; for the session.
    QHash<QString, KeptDraft> drafts();
    void restoreDrafts(const QHash<QString, KeptDraft> &drafts);
    //! \brief The draft for \a from goes to \a to, a fork of it, unless there is one already.
    void carryDraft(Server *server, const QByteArray &from, const QByteArray &to);
    //! \brief Where templates and what was sent are kept; must outlive the panel.
    void setLibrary(ComposeLibrary *library);
    //! \brief Where what is sent is noted before it goes; must outlive the panel.
    void setDraftStore(DraftStore *store) { m_draftStore = store; }
    //! \brief A send is under way to some stream.
    bool isSending() const;
    //! \brief Stops every send; what was not stored is a draft again.
    void stopSending();
    void focusEditor();

    //! \brief What became of the last send.
    SendResult *result() const { return m_result; }

    QAction *sendAction() const { return m_send; }
    QAction *formatAction() const { return m_format; }
    PayloadEditor *editor() const { return m_editor; }
    SendOptions *options() const { return m_options; }
    FileSource *fileSource() const { return m_file; }
    BurstBar *burstBar() const { return m_burst; }

Q_SIGNALS:
    void targetChanged();
    //! \brief What drafts() tells has changed, apart from the text of the editor.
    void draftChanged();
    //! \brief \a path of \a server has grown; \a info is the last answer.
    void appended(Tailwater::Server *server, const QByteArray &path,
                  const DurableStreams::StreamInfo &info);
    void failed(Tailwater::Server *server, const QByteArray &path,
                const DurableStreams::Error &error);
    //! \brief The user wants to see what was sent in its tail: \a body, which ends at \a offset.
    void revealRequested(Tailwater::Server *server, const QByteArray &path,
                         const DurableStreams::Offset &offset, const QByteArray &body);
    void editConnectionRequested(Tailwater::Server *server);
    void unlockRequested(Tailwater::Server *server);
    void forkRequested(Tailwater::Server *server, const QByteArray &path);
    //! \brief A burst to \a path of \a server has ended.
    void burstFinished(Tailwater::Server *server, const QByteArray &path);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void createActions();
    void layOut();
    void fitSides(const QToolButton *wanted);
    QWidget *makeHeader();
    QWidget *makeBody(QWidget *side);
    QWidget *makeFooter();
    QWidget *makeVariablesButton();
    void addModes();
    void connectParts();

    ComposerDesk *desk();
    const ComposerDesk *desk() const;
    static QString deskKey(const Server *server, const QByteArray &path);
    static std::optional<UnsettledSend> unsettledOf(const KeptDraft &draft, const ComposerDesk &desk,
                                                    const AppendRun &run,
                                                    const AppendRun::Outcome &outcome);
    const UnsettledSend *sentBefore() const;
    const UnsettledSend *unsettled() const;
    QString whatMayBeStored() const;
    void takeUnsettledBody();
    void keepWhatIsSent(const QString &stream);
    bool noteSent(const QString &stream, const DurableStreams::ProducerTuple &tuple);
    void keepDesk();
    void showDesk();
    PayloadSettings payloadSettings() const;
    void onEdited();
    void onModeChanged();
    void check();
    Payload currentPayload() const;
    QString whyNot() const;
    bool isKnownClosed() const;
    void showCheck(const QString &refusal);
    void refreshTarget();
    void refreshForType();
    void showTarget();
    QString environmentIfOther() const;
    void showPlaces();
    void takeTheOther();
    void showWayToWrite();
    void showPreview();
    void showSendOrStop(bool sending);

    bool isBurst() const;
    QString burstCheck() const;
    void refreshBurst();
    void askForBurst();
    void startBurst();
    void keepBurst(const QString &stream);
    void settleBurst(const QString &stream);
    void send();
    void sendAsItIs();
    void sendFile();
    void onFinished(AppendRun *run, const AppendRun::Outcome &outcome, const QPointer<Server> &server,
                    const QByteArray &path, const QString &text);
    static QString restOf(const QString &text, const QList<PayloadPiece> &pieces,
                          const AppendRun::Outcome &outcome, ComposeMode mode);
    void remember(const QString &stream, const QString &text, ComposeMode mode);
    void recall(int step);
    void use(const KeptText &kept);
    void showText(const KeptText &kept);
    KeptText shownText() const;
    void format(bool minify);
    void copyCurl();

    QPointer<Server> m_server;
    QByteArray m_path;
    QHash<QString, ComposerDesk> m_desks;
    Payload m_payload;
    //! The stream of the tab shown, or the title of its file.
    QPointer<Server> m_tabServer;
    QByteArray m_tabPath;
    QString m_tabFile;
    bool m_manyServers = false;
    ComposeMode m_shownMode = ComposeMode::One;
    int m_historyPosition = 0;
    //! The draft from which history was called up.
    KeptText m_beforeHistory;
    //! What was sent last from the stream shown, for its curl.
    QString m_sentCurl;
    QPointer<ComposeLibrary> m_library;
    DraftStore *m_draftStore = nullptr;

    QLabel *m_target = nullptr;
    QLabel *m_type = nullptr;
    QComboBox *m_mode = nullptr;
    QCheckBox *m_lineEnd = nullptr;
    QToolButton *m_variables = nullptr;
    QToolButton *m_showOptions = nullptr;
    QToolButton *m_showLibrary = nullptr;
    QStackedWidget *m_pages = nullptr;
    PayloadEditor *m_editor;
    JsonFormat *m_jsonFormat;
    FileSource *m_file;
    SendOptions *m_options;
    QWidget *m_side = nullptr;
    SendResult *m_result;
    BurstBar *m_burst;
    QElapsedTimer m_sinceBurst; // the last one ended
    TargetNotice *m_notice;
    LargeTextBar *m_largeText = nullptr;
    PasteNotice *m_pasteNotice;
    LibraryPanel *m_libraryPanel;
    QLabel *m_preview = nullptr;
    QLabel *m_check = nullptr;
    QPushButton *m_sendButton = nullptr;
    QPushButton *m_stopButton = nullptr;
    QToolButton *m_wayToWrite = nullptr;
    QTimer *m_checkTimer;
    QAction *m_send;
    QAction *m_stop;
    QAction *m_format;
    QAction *m_minify;
    QAction *m_curl;
    QAction *m_earlier;
    QAction *m_later;
};

} // namespace Tailwater
