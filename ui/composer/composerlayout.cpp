// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The parts of a ComposerPanel.

#include "burstbar.h"
#include "composerpanel.h"
#include "connection/server.h"
#include "filevariable.h"
#include "filesource.h"
#include "largetextbar.h"
#include "librarypanel.h"
#include "messagetemplate.h"
#include "pastenotice.h"
#include "payloadeditor.h"
#include "sendresult.h"
#include "targetnotice.h"
#include "theme/icons.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QToolButton *makeIconButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAccessibleName(QString(action->text()).remove(u'&'));
    button->setAutoRaise(true);
    return button;
}

} // namespace

void ComposerPanel::createActions()
{
    m_send->setObjectName("compose.send"_L1);
    m_send->setShortcuts({ Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter });
    m_send->setAutoRepeat(false);
    m_stop->setObjectName("compose.stop"_L1);
    m_format->setObjectName("compose.format"_L1);
    m_format->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    m_minify->setObjectName("compose.minify"_L1);
    m_curl->setObjectName("compose.curl"_L1);
    m_earlier->setObjectName("compose.earlier"_L1);
    m_earlier->setShortcut(Qt::ALT | Qt::Key_Up);
    m_later->setObjectName("compose.later"_L1);
    m_later->setShortcut(Qt::ALT | Qt::Key_Down);
    for (QAction *action : { m_send, m_stop, m_format, m_minify, m_curl, m_earlier, m_later }) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    connect(m_send, &QAction::triggered, this, &ComposerPanel::send);
    connect(m_stop, &QAction::triggered, this, [this] {
        m_burst->stop();
        if (const ComposerDesk *now = desk(); now && now->run) {
            now->run->stop();
        }
    });
    connect(m_format, &QAction::triggered, this, [this] { format(false); });
    connect(m_minify, &QAction::triggered, this, [this] { format(true); });
    connect(m_curl, &QAction::triggered, this, &ComposerPanel::copyCurl);
    connect(m_earlier, &QAction::triggered, this, [this] { recall(-1); });
    connect(m_later, &QAction::triggered, this, [this] { recall(1); });
}

void ComposerPanel::layOut()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 10);
    layout->setSpacing(8);
    layout->addWidget(makeHeader());
    layout->addWidget(m_notice);
    layout->addWidget(m_largeText);
    layout->addWidget(m_pasteNotice);
    m_editor->setObjectName("composerEditor"_L1);
    m_editor->setAccessibleName(tr("Message"));
    m_editor->setMinimumHeight(m_editor->fontMetrics().lineSpacing() * 2);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_editor);
    m_pages->addWidget(m_file);
    auto *side = new QScrollArea(this);
    m_side = side;
    side->setObjectName("composerOptions"_L1);
    side->setAccessibleName(tr("Options of the send"));
    side->setWidgetResizable(true);
    side->setFrameShape(QFrame::NoFrame);
    side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    side->setWidget(m_options);
    side->hide();
    m_libraryPanel->hide();
    m_burst->hide();
    layout->addWidget(makeBody(side), 1);
    layout->addWidget(makeFooter());
    for (QToolButton *button : { m_showOptions, m_showLibrary }) {
        connect(button, &QToolButton::toggled, this, [this, button] { fitSides(button); });
    }
}

//! What is opened beside the text is narrower where there is less room; where there is too little for both,
//! the one \a wanted last stays.
void ComposerPanel::fitSides(const QToolButton *wanted)
{
    const int letter = fontMetrics().averageCharWidth();
    const int leastOptions = m_options->minimumSizeHint().width()
        + style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_side);
    const int leastLibrary = qMax(letter * 26, m_libraryPanel->minimumSizeHint().width());
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right() - m_pages->minimumSizeHint().width()
        - 2 * qMax(6, style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, this));
    if (m_showOptions->isChecked() && m_showLibrary->isChecked() && room < leastOptions + leastLibrary) {
        (wanted == m_showLibrary ? m_showOptions : m_showLibrary)->setChecked(false);
        return; // comes again
    }
    const bool options = m_showOptions->isChecked();
    const int library = qMax(leastLibrary, qMin(room - (options ? letter * 48 : 0), letter * 40));
    m_libraryPanel->setFixedWidth(library);
    m_side->setFixedWidth(qMax(
        leastOptions, qMin(room - (m_showLibrary->isChecked() ? library : 0), letter * 48)));
    m_side->setVisible(options);
    m_libraryPanel->setVisible(m_showLibrary->isChecked());
}

//! Scrolls where it is low: the window is not to grow by what comes and goes in it.
QWidget *ComposerPanel::makeBody(QWidget *side)
{
    auto *area = new QScrollArea(this);
    area->setObjectName("composerBody"_L1);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget(area);
    auto *row = new QHBoxLayout;
    row->addWidget(m_pages, 1);
    row->addWidget(side);
    row->addWidget(m_libraryPanel);
    // What they would like to have must not push the burst out of view.
    const int line = fontMetrics().lineSpacing();
    for (const auto &[part, lines] : { std::pair<QWidget *, int>(m_pages, 2), { side, 5 },
                                       { m_libraryPanel, 7 } }) {
        part->setSizePolicy(part->sizePolicy().horizontalPolicy(), QSizePolicy::Ignored);
        part->setMinimumHeight(line * lines);
    }
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row, 1);
    column->addWidget(m_burst);
    area->setWidget(body);
    // How a burst goes is said in lines that come while it runs, below the edge where there is little room.
    connect(area->verticalScrollBar(), &QScrollBar::rangeChanged, area, [this, area](int, int most) {
        if (m_burst->saysHowItGoes()) {
            area->verticalScrollBar()->setValue(most);
        }
    });
    area->setMinimumHeight(m_editor->minimumHeight());
    return area;
}

void ComposerPanel::addModes()
{
    m_mode = new QComboBox(this);
    m_mode->setObjectName("composerMode"_L1);
    m_mode->setAccessibleName(tr("How the text becomes messages"));
    m_mode->addItem(tr("One message"), int(ComposeMode::One));
    m_mode->addItem(tr("Each line a message"), int(ComposeMode::Lines));
    m_mode->addItem(tr("Each element a message"), int(ComposeMode::Array));
    m_mode->addItem(tr("A file"), int(ComposeMode::File));
    m_mode->addItem(tr("Hexadecimal bytes"), int(ComposeMode::Hex));
    m_mode->addItem(tr("Burst: again and again"), int(ComposeMode::Burst));
    const QStringList meanings {
        tr("The whole text is one message, an array too"),
        tr("Each line that is not blank is an append of its own"),
        tr("The elements of a JSON array, in one request: all or none"),
        tr("The content of a file, byte for byte"),
        tr("Digits that stand for bytes, as 48 65 78"),
        tr("The text as often as you say, at a rate or as fast as the server takes it"),
    };
    for (int i = 0; i < meanings.size(); ++i) {
        m_mode->setItemData(i, meanings.at(i), Qt::ToolTipRole);
    }
}

QWidget *ComposerPanel::makeHeader()
{
    auto *header = new QWidget(this);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    m_target = new QLabel(header);
    m_target->setObjectName("composerTarget"_L1);
    m_target->setTextFormat(Qt::PlainText);
    QFont bold = m_target->font();
    bold.setWeight(QFont::DemiBold);
    m_target->setFont(bold);
    m_target->setMinimumWidth(80);
    m_type = new QLabel(header);
    m_type->setObjectName("composerType"_L1);
    m_type->setForegroundRole(QPalette::PlaceholderText);
    addModes();
    m_lineEnd = new QCheckBox(tr("Line feed"), header);
    m_lineEnd->setObjectName("composerLineFeed"_L1);
    m_lineEnd->setChecked(true);
    m_lineEnd->setToolTip(tr("Ends each message with a line feed, if it has none"));
    row->addWidget(m_target);
    row->addWidget(m_type);
    row->addStretch(1);
    row->addWidget(m_lineEnd);
    row->addWidget(makeVariablesButton());
    row->addWidget(m_mode);
    return header;
}

QWidget *ComposerPanel::makeVariablesButton()
{
    m_variables = new QToolButton(this);
    m_variables->setObjectName("composerVariables"_L1);
    m_variables->setText(u"{{ }}"_s);
    m_variables->setAccessibleName(tr("Fill in variables"));
    m_variables->setToolTip(tr("Fills in variables such as {{now}} anew for each message"));
    m_variables->setCheckable(true);
    m_variables->setAutoRaise(true);
    m_variables->setPopupMode(QToolButton::MenuButtonPopup);
    auto *menu = new QMenu(m_variables);
    const auto insert = [this](const QString &text) {
        m_editor->insertText(text);
        m_variables->setChecked(true);
        focusEditor();
    };
    for (const auto &[text, meaning] : MessageTemplate::variables()) {
        QAction *action = menu->addAction(u"%1\t%2"_s.arg(text, meaning));
        connect(action, &QAction::triggered, this, [this, insert, text = text] {
            if (text.startsWith("{{file"_L1)) {
                FileVariable::choose(this, insert);
            } else {
                insert(text);
            }
        });
    }
    m_variables->setMenu(menu);
    return m_variables;
}

QWidget *ComposerPanel::makeFooter()
{
    auto *footer = new QWidget(this);
    auto *column = new QVBoxLayout(footer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_preview = new QLabel(footer);
    m_preview->setObjectName("composerPreview"_L1);
    m_preview->setTextFormat(Qt::PlainText);
    m_preview->setForegroundRole(QPalette::PlaceholderText);
    m_preview->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_preview->hide();
    m_check = new QLabel(footer);
    m_check->setObjectName("composerCheck"_L1);
    m_check->setTextFormat(Qt::PlainText);
    m_check->setWordWrap(true);
    m_check->setForegroundRole(QPalette::PlaceholderText);
    m_showOptions = new QToolButton(footer);
    m_showOptions->setObjectName("composerShowOptions"_L1);
    m_showOptions->setIcon(icon("settings"_L1));
    m_showOptions->setText(tr("Options"));
    m_showOptions->setToolTip(tr("Delivery, Stream-Seq, headers, and closing with the message"));
    m_showOptions->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_showOptions->setCheckable(true);
    m_showOptions->setAutoRaise(true);
    m_showLibrary = new QToolButton(footer);
    m_showLibrary->setObjectName("composerShowLibrary"_L1);
    m_showLibrary->setIcon(icon("history"_L1));
    m_showLibrary->setText(tr("History"));
    m_showLibrary->setToolTip(tr("What was sent to this stream, and your templates"));
    m_showLibrary->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_showLibrary->setCheckable(true);
    m_showLibrary->setAutoRaise(true);
    m_sendButton = new QPushButton(m_send->icon(), tr("Send"), footer);
    m_sendButton->setObjectName("composerSend"_L1);
    m_sendButton->setToolTip(tr("Append to the stream (Ctrl+Enter)"));
    connect(m_sendButton, &QPushButton::clicked, this, [this] {
        // The second of a double click, or one that was meant for Stop, begins no other burst.
        if (!m_sinceBurst.isValid() || m_sinceBurst.elapsed() >= QApplication::doubleClickInterval()) {
            m_send->trigger();
        }
    });
    connect(m_send, &QAction::enabledChanged, m_sendButton, &QWidget::setEnabled);
    m_stopButton = new QPushButton(m_stop->icon(), tr("Stop"), footer);
    m_stopButton->setObjectName("composerStop"_L1);
    m_stopButton->hide();
    connect(m_stopButton, &QPushButton::clicked, m_stop, &QAction::trigger);
    m_wayToWrite = new QToolButton(footer);
    m_wayToWrite->setObjectName("composerWayToWrite"_L1);
    m_wayToWrite->setAutoRaise(true);
    m_wayToWrite->hide();
    connect(m_wayToWrite, &QToolButton::clicked, this, [this] {
        if (m_server && m_server->isLocked() && !m_server->connection().readOnly) {
            Q_EMIT unlockRequested(m_server);
        } else if (m_server) {
            Q_EMIT editConnectionRequested(m_server);
        }
    });
    auto *row = new QHBoxLayout;
    row->addWidget(m_check, 1);
    row->addWidget(m_wayToWrite);
    row->addWidget(makeIconButton(m_format, footer));
    row->addWidget(makeIconButton(m_curl, footer));
    row->addWidget(m_showLibrary);
    row->addWidget(m_showOptions);
    row->addSpacing(4);
    row->addWidget(m_stopButton);
    row->addWidget(m_sendButton);
    column->addWidget(m_preview);
    column->addWidget(m_result);
    column->addLayout(row);
    return footer;
}

} // namespace Tailwater
