// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The parts of a FilterBar, and its menus.

#include "filter/filterbar.h"
#include "filter/filterinput.h"
#include "filter/filtershelf.h"
#include "theme/icons.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// A menu is no place for more than this of a filter.
constexpr int menuCharacters = 60;

// In an open menu a letter chooses, whatever it is a shortcut of elsewhere.
class LettersChoose : public QObject
{
public:
    explicit LettersChoose(QMenu *menu)
        : QObject(menu)
    {
        menu->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::ShortcutOverride) {
            event->accept();
            return true;
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void FilterBar::layOut()
{
    m_input->setObjectName(u"filterInput"_s);
    m_input->setAccessibleName(tr("Filter"));
    m_input->setPlaceholderText(tr("Filter: word, value.total>=100, op:delete, /regex/i"));
    m_input->setWhatsThis(tr("Shows the rows that hold all of these (Ctrl+K): words, \"phrases\", /regular "
                           "expressions/i, fields such as value.total>=100, key:order:*, size>64k, has:error; "
                           "OR between them, - before one for the opposite"));
    m_input->setClearButtonEnabled(true);
    m_input->addAction(m_verdict, QLineEdit::LeadingPosition);
    m_verdict->setEnabled(false);
    m_message->setObjectName(u"filterMessage"_s);
    m_message->setWordWrap(true);
    m_repair->setObjectName(u"filterRepair"_s);
    const auto prepare = [](QToolButton *button, const char *name, QLatin1StringView picture,
                            const QString &text) {
        button->setObjectName(QLatin1StringView(name));
        button->setAutoRaise(true);
        button->setIcon(icon(picture));
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    prepare(m_cancel, "filterCancel", "stop"_L1, tr("Stop filtering"));
    prepare(m_star, "filterStar", "star"_L1, tr("Keep this filter"));
    m_star->setCheckable(true);
    prepare(m_history, "filterHistory", "history"_L1, tr("Filters used before, and those kept"));
    m_history->setPopupMode(QToolButton::InstantPopup);
    prepare(m_mode, "filterMode", "filter"_L1, tr("What becomes of rows that do not pass"));
    m_mode->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_mode->setPopupMode(QToolButton::InstantPopup);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(6, 4, 6, 4);
    row->setSpacing(4);
    row->addWidget(m_input, 1);
    row->addWidget(m_star);
    row->addWidget(m_history);
    row->addWidget(m_mode);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_message);
    layout->addWidget(m_repair, 0, Qt::AlignLeading);
    m_message->hide();
    m_repair->hide();
    m_input->setOffersBelow(m_message);
    m_input->setTrailer(makeTrailer());
    setFocusProxy(m_input);
    // As they stand.
    const QList<QWidget *> order { m_input, m_star, m_history, m_mode };
    for (qsizetype i = 1; i < order.size(); ++i) {
        setTabOrder(order.at(i - 1), order.at(i));
    }
}

// In the field: what comes and goes there, and changes all the time, moves nothing else.
QWidget *FilterBar::makeTrailer()
{
    auto *trailer = new QWidget(m_input);
    m_count->setObjectName(u"filterCount"_s);
    m_cancel->setFixedSize(20, 20);
    auto *layout = new QHBoxLayout(trailer);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_count);
    layout->addWidget(m_cancel);
    return trailer;
}

void FilterBar::makeModes()
{
    using Mode = TailModel::FilterMode;
    const std::pair<QString, Mode> modes[] = { { tr("&Hide Others"), Mode::Hide },
                                               { tr("&Dim Others"), Mode::Dim },
                                               { tr("Only &Mark"), Mode::Mark } };
    auto *menu = new QMenu(this);
    new LettersChoose(menu);
    m_modes = new QActionGroup(this);
    for (const auto &[text, mode] : modes) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(int(mode));
        m_modes->addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = mode] { setMode(chosen); });
    }
    m_mode->setMenu(menu);
    // As wide as the longest of them: choosing one moves nothing.
    int widest = 0;
    for (const QAction *action : m_modes->actions()) {
        m_mode->setText(action->text().remove(u'&'));
        widest = std::max(widest, m_mode->sizeHint().width());
    }
    m_mode->setMinimumWidth(widest);
    setMode(m_model->filterMode());
}

void FilterBar::makeHistory()
{
    auto *menu = new QMenu(this);
    new LettersChoose(menu);
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillHistory(menu); });
    m_history->setMenu(menu);
    connect(m_star, &QToolButton::clicked, this,
            [this](bool on) { FilterShelf::instance()->setSaved(filter(), on); });
}

void FilterBar::fillHistory(QMenu *menu)
{
    menu->clear();
    const auto add = [&](const QString &title, const QStringList &filters) {
        if (!filters.isEmpty()) {
            menu->addSection(title);
        }
        for (const QString &text : filters) {
            QString label = text.size() > menuCharacters ? text.first(menuCharacters) + u'…' : text;
            QAction *action = menu->addAction(label.replace(u'&', "&&"_L1));
            action->setToolTip(text);
            connect(action, &QAction::triggered, this, [this, text] { setFilter(text); });
        }
    };
    FilterShelf *shelf = FilterShelf::instance();
    add(tr("Kept"), shelf->saved());
    add(tr("Recent"), shelf->recent());
    if (menu->isEmpty()) {
        menu->addAction(tr("No filters yet: the star keeps one"))->setEnabled(false);
    } else if (!shelf->recent().isEmpty()) {
        menu->addSeparator();
        connect(menu->addAction(tr("&Forget Recent Ones")), &QAction::triggered, shelf, &FilterShelf::clearRecent);
    }
}

} // namespace Tailwater
