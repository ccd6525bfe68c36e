// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rules/rulesdialog.h"

#include "models/filter/filterexpression.h"
#include "rules/rulelook.h"
#include "theme/inlinemessage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QIcon swatch(RowRule::Colour colour, const QPalette &palette)
{
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setPen(palette.color(QPalette::Mid));
    if (const QColor tint = RowRules::tintOf(colour, palette); tint.isValid()) {
        painter.setBrush(tint);
    }
    painter.drawRect(1, 1, 13, 13);
    return pixmap;
}

// So that one rule is told from another.
RowRule::Colour leastUsed(const QList<RowRule> &rules)
{
    using enum RowRule::Colour;
    return std::ranges::min({ Orange, Blue, Green, Violet, Red }, {}, [&](RowRule::Colour colour) {
        return std::ranges::count(rules, colour, &RowRule::colour);
    });
}

} // namespace

RulesDialog::RulesDialog(QWidget *parent)
    : QDialog(parent)
    , m_rules(RowRules::instance()->rules())
    , m_list(new QListWidget(this))
{
    setObjectName(u"rulesDialog"_s);
    setWindowTitle(tr("Rules for Rows"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *intro = new QLabel(
        tr("Of several rules that a row passes, the first in the list gives its look. "
           "They hold for all streams. Of a row larger than %1 its beginning gives the look.")
            .arg(QLocale().formattedDataSize(RuleLook::looksAt, 0, QLocale::DataSizeIecFormat)),
        this);
    intro->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->addWidget(makeList(), 1);
    row->addWidget(makeEditor(), 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &RulesDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(intro);
    layout->addLayout(row, 1);
    layout->addLayout(makeExtent());
    layout->addWidget(buttons);
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        m_list->addItem(new QListWidgetItem);
        refreshItem(int(i));
    }
    m_list->setCurrentRow(m_rules.isEmpty() ? -1 : 0);
    showRule();
    resize(720, 420);
}

RulesDialog::~RulesDialog() = default;

QWidget *RulesDialog::makeList()
{
    auto *side = new QWidget(this);
    m_list->setObjectName(u"rulesList"_s);
    m_list->setAccessibleName(tr("Rules, in order"));
    const auto button = [side](const char *name, const QString &text) {
        auto *made = new QPushButton(text, side);
        made->setObjectName(QLatin1StringView(name));
        made->setAutoDefault(false);
        return made;
    };
    m_add = button("ruleAdd", tr("&Add"));
    m_remove = button("ruleRemove", tr("&Remove"));
    m_up = button("ruleUp", tr("Move &Up"));
    m_down = button("ruleDown", tr("Move &Down"));
    connect(m_add, &QPushButton::clicked, this, [this] { addRule({}); });
    connect(m_remove, &QPushButton::clicked, this, &RulesDialog::remove);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_list, &QListWidget::currentRowChanged, this, &RulesDialog::showRule);
    connect(m_list, &QListWidget::itemChanged, this, [this](const QListWidgetItem *item) {
        const int row = m_list->row(item);
        if (!m_showing && row >= 0 && row < m_rules.size()) {
            m_rules[row].enabled = item->checkState() == Qt::Checked;
        }
    });
    auto *buttons = new QHBoxLayout;
    for (QPushButton *made : { m_add, m_remove, m_up, m_down }) {
        buttons->addWidget(made);
    }
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    return side;
}

QWidget *RulesDialog::makeEditor()
{
    m_editor = new QWidget(this);
    m_filter = new QLineEdit(m_editor);
    m_filter->setObjectName(u"ruleFilter"_s);
    m_filter->setPlaceholderText(tr("value.total>=100"));
    m_error = new QLabel(m_editor);
    m_error->setObjectName(u"ruleError"_s);
    m_error->setWordWrap(true);
    m_colour = new QComboBox(m_editor);
    m_colour->setObjectName(u"ruleColour"_s);
    for (int colour = 0; colour <= int(RowRule::Colour::Violet); ++colour) {
        const auto value = static_cast<RowRule::Colour>(colour);
        m_colour->addItem(swatch(value, palette()), RowRules::nameOf(value));
    }
    const auto box = [this](const char *name, const QString &text) {
        auto *made = new QCheckBox(text, m_editor);
        made->setObjectName(QLatin1StringView(name));
        connect(made, &QCheckBox::toggled, this, &RulesDialog::takeRule);
        return made;
    };
    m_bold = box("ruleBold", tr("&Bold"));
    m_notify = box("ruleNotify", tr("&Notify when one comes in"));
    m_freeze = box("ruleFreeze", tr("&Freeze the view at it"));
    connect(m_filter, &QLineEdit::textChanged, this, &RulesDialog::takeRule);
    connect(m_colour, &QComboBox::currentIndexChanged, this, &RulesDialog::takeRule);
    auto *form = new QFormLayout;
    form->addRow(tr("Fi&lter:"), m_filter);
    form->addRow(m_error);
    form->addRow(tr("&Colour:"), m_colour);
    form->addRow({}, m_bold);
    form->addRow({}, m_notify);
    form->addRow({}, m_freeze);
    auto *layout = new QVBoxLayout(m_editor);
    layout->setContentsMargins(8, 0, 0, 0);
    layout->addLayout(form);
    layout->addStretch(1);
    m_error->hide();
    return m_editor;
}

QLayout *RulesDialog::makeExtent()
{
    const auto box = [this](const char *name, const QString &text, quint64 rows) {
        auto *made = new QSpinBox(this);
        made->setObjectName(QLatin1StringView(name));
        made->setAccessibleName(text);
        made->setRange(0, int(MatchContext::mostRows));
        made->setGroupSeparatorShown(true);
        made->setSingleStep(100);
        made->setValue(int(rows));
        return made;
    };
    const MatchContext::Extent &extent = RowRules::instance()->extent();
    m_before = box("rulesRowsBefore", tr("Rows kept before it"), extent.before);
    m_after = box("rulesRowsAfter", tr("Rows kept after it"), extent.after);
    auto *row = new QHBoxLayout;
    auto *label = new QLabel(tr("&Keep around a row that is told of or stopped at:"), this);
    label->setBuddy(m_before);
    row->addWidget(label);
    row->addWidget(m_before);
    row->addWidget(new QLabel(tr("before"), this));
    row->addWidget(m_after);
    row->addWidget(new QLabel(tr("after"), this));
    row->addStretch(1);
    return row;
}

void RulesDialog::addRule(const QString &filter)
{
    if (m_rules.size() >= RowRules::mostRules) {
        return;
    }
    RowRule rule;
    rule.filter = filter;
    rule.colour = leastUsed(m_rules);
    m_rules.append(rule);
    m_list->addItem(new QListWidgetItem);
    refreshItem(int(m_rules.size()) - 1);
    m_list->setCurrentRow(int(m_rules.size()) - 1);
    showRule();
    m_filter->setFocus();
}

void RulesDialog::remove()
{
    const int row = m_list->currentRow();
    if (row >= 0) {
        // It speaks of its current row while it has one more than there are rules.
        const QSignalBlocker silent(m_list);
        m_rules.removeAt(row);
        delete m_list->takeItem(row);
        showRule();
    }
}

void RulesDialog::move(int step)
{
    const int row = m_list->currentRow();
    const int to = row + step;
    if (row < 0 || to < 0 || to >= m_rules.size()) {
        return;
    }
    m_rules.swapItemsAt(row, to);
    refreshItem(row);
    refreshItem(to);
    m_list->setCurrentRow(to);
}

void RulesDialog::showRule()
{
    const int row = m_list->currentRow();
    m_showing = true;
    m_editor->setEnabled(row >= 0);
    const RowRule rule = row >= 0 ? m_rules.at(row) : RowRule {};
    m_filter->setText(rule.filter);
    m_colour->setCurrentIndex(int(rule.colour));
    m_bold->setChecked(rule.bold);
    m_notify->setChecked(rule.notify);
    m_freeze->setChecked(rule.freeze);
    tell(row >= 0 ? rule : RowRule {});
    m_showing = false;
    refreshButtons();
}

void RulesDialog::takeRule()
{
    const int row = m_list->currentRow();
    if (m_showing || row < 0) {
        return;
    }
    RowRule &rule = m_rules[row];
    rule.filter = m_filter->text().trimmed();
    rule.colour = static_cast<RowRule::Colour>(m_colour->currentIndex());
    rule.bold = m_bold->isChecked();
    rule.notify = m_notify->isChecked();
    rule.freeze = m_freeze->isChecked();
    tell(rule);
    refreshItem(row);
}

// What is wrong with it, or why it does nothing.
void RulesDialog::tell(const RowRule &rule)
{
    const QString error = rule.filter.isEmpty() ? QString() : errorOf(rule);
    const QString tooHard = rule.enabled ? RowRules::instance()->whyTooHard(rule.filter) : QString();
    setInlineMessage(m_error, error.isEmpty() ? MessageKind::Warning : MessageKind::Bad,
                     error.isEmpty() ? tooHard : error);
}

void RulesDialog::refreshItem(int row)
{
    const bool was = std::exchange(m_showing, true);
    const RowRule &rule = m_rules.at(row);
    QListWidgetItem *item = m_list->item(row);
    QStringList acts;
    if (rule.notify) {
        acts.append(tr("notifies"));
    }
    if (rule.freeze) {
        acts.append(tr("freezes"));
    }
    const QString tooHard = rule.enabled ? RowRules::instance()->whyTooHard(rule.filter) : QString();
    if (!tooHard.isEmpty()) {
        acts = { tr("given up") };
    }
    item->setToolTip(tooHard);
    const QString name = rule.filter.isEmpty() ? tr("(no filter yet)") : rule.filter;
    item->setText(acts.isEmpty() ? name : tr("%1 · %2").arg(name, acts.join(u", "_s)));
    item->setIcon(swatch(rule.colour, palette()));
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(rule.enabled ? Qt::Checked : Qt::Unchecked);
    QFont font = this->font();
    font.setBold(rule.bold);
    item->setFont(font);
    m_showing = was;
}

void RulesDialog::refreshButtons()
{
    const int row = m_list->currentRow();
    m_add->setEnabled(m_rules.size() < RowRules::mostRules);
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_rules.size());
}

QString RulesDialog::errorOf(const RowRule &rule) const
{
    const auto expression = FilterExpression::parse(rule.filter);
    if (!expression) {
        const FilterError &error = expression.error();
        return QString(error.text() + u". "_s + error.question()).trimmed();
    }
    return expression->isEmpty() ? tr("A rule needs a filter.") : QString();
}

void RulesDialog::accept()
{
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        if (const QString error = errorOf(m_rules.at(i)); !error.isEmpty()) {
            m_list->setCurrentRow(int(i));
            setInlineMessage(m_error, MessageKind::Bad, error);
            m_filter->setFocus();
            return;
        }
    }
    RowRules::instance()->setRules(m_rules);
    RowRules::instance()->setExtent({ quint64(m_before->value()), quint64(m_after->value()) });
    QDialog::accept();
}

} // namespace Tailwater

#include "moc_rulesdialog.cpp"
