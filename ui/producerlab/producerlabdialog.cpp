// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producerlabdialog.h"

#include "composer/payload.h"
#include "connection/server.h"
#include "explorer/streamentry.h"
#include "theme/icons.h"
#include "theme/inlinemessage.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

using Deed = LabProducer::Deed;

namespace {

//! PROTOCOL section 5.2.1: numbers fit into JavaScript's; a double holds these exactly.
constexpr double MaxNumber = 9007199254740991.0;
enum Column { Time, What, SentAs, Answer, Meaning, ColumnCount };

QDoubleSpinBox *makeNumber(const char *name, const QString &accessibleName, QWidget *parent)
{
    auto *box = new QDoubleSpinBox(parent);
    box->setObjectName(QLatin1StringView(name));
    box->setAccessibleName(accessibleName);
    box->setDecimals(0);
    box->setRange(0, MaxNumber);
    return box;
}

} // namespace

ProducerLabDialog::ProducerLabDialog(Server *server, const QByteArray &path,
                                     const QByteArray &contentType, QWidget *parent)
    : QDialog(parent)
    , m_producer(new LabProducer(server, path, contentType, this))
    , m_contentType(contentType)
    , m_id(new QLineEdit(QString::fromLatin1(m_producer->id()), this))
    , m_epoch(makeNumber("labEpoch", tr("Epoch"), this))
    , m_next(makeNumber("labNext", tr("Next sequence number"), this))
    , m_counters(new QLabel(this))
    , m_message(new QLineEdit(this))
    , m_fault(new QLabel(this))
    , m_table(new QTableWidget(0, ColumnCount, this))
    , m_meaning(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName("producerLab"_L1);
    setWindowTitle(tr("Producer Lab — %1").arg(displayPath(path)));
    auto *intro = new QLabel(tr("Every request carries a producer id, an epoch and a sequence number. Use "
                                "them rightly and wrongly, and see what the server makes of it. What is "
                                "stored stays in “%1” on %2.")
                                 .arg(displayPath(path), server->displayName()),
                             this);
    intro->setTextFormat(Qt::PlainText);
    intro->setWordWrap(true);
    m_message->setObjectName("labMessage"_L1);
    m_message->setText(isJsonType(contentType) ? u"{\"lab\": true}"_s : u"a message from the lab"_s);
    m_fault->setObjectName("labFault"_L1);
    m_fault->setWordWrap(true);
    m_fault->hide();
    makeTable();
    m_meaning->setObjectName("labMeaning"_L1);
    m_meaning->setWordWrap(true);
    m_meaning->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_meaning->setMinimumHeight(fontMetrics().lineSpacing() * 3);
    m_meaning->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *wire = buttons->addButton(tr("Show on the &Wire"), QDialogButtonBox::ActionRole);
    wire->setObjectName("labWire"_L1);
    wire->setIcon(icon("wire"_L1));
    wire->setAutoDefault(false);
    connect(wire, &QPushButton::clicked, this, [this] {
        const int row = m_table->currentRow();
        Q_EMIT wireRequested(row >= 0 && row < m_attempts.size() ? m_attempts.at(row)
                                                                 : LabProducer::Attempt {});
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(intro);
    layout->addWidget(makeNumbers());
    layout->addWidget(makeDeeds());
    layout->addWidget(m_fault);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_meaning);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 36);
    connect(m_producer, &LabProducer::changed, this, &ProducerLabDialog::refresh);
    connect(m_producer, &LabProducer::attempted, this, &ProducerLabDialog::addAttempt);
    connect(server, &Server::writabilityChanged, this, &ProducerLabDialog::refresh);
    connect(server, &QObject::destroyed, this, &QDialog::reject);
    refresh();
    explain();
}

ProducerLabDialog::~ProducerLabDialog() = default;

QWidget *ProducerLabDialog::makeNumbers()
{
    auto *box = new QWidget(this);
    m_id->setObjectName("labId"_L1);
    m_counters->setObjectName("labCounters"_L1);
    auto *numbers = new QHBoxLayout;
    auto *next = new QLabel(tr("Next sequence n&umber"), box);
    next->setBuddy(m_next);
    numbers->addWidget(m_epoch);
    numbers->addSpacing(12);
    numbers->addWidget(next);
    numbers->addWidget(m_next);
    numbers->addSpacing(12);
    numbers->addWidget(m_counters, 1);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&Producer id"), m_id);
    form->addRow(tr("&Epoch"), numbers);
    form->addRow(tr("&Message"), m_message);
    qobject_cast<QLabel *>(form->labelForField(numbers))->setBuddy(m_epoch);
    connect(m_id, &QLineEdit::textEdited, this,
            [this](const QString &text) { m_producer->setId(text.trimmed().toLatin1()); });
    connect(m_epoch, &QDoubleSpinBox::valueChanged, this,
            [this](double value) { m_producer->setEpoch(qint64(value)); });
    connect(m_next, &QDoubleSpinBox::valueChanged, this,
            [this](double value) { m_producer->setNextSequence(qint64(value)); });
    connect(m_message, &QLineEdit::textChanged, this, &ProducerLabDialog::refresh);
    return box;
}

QWidget *ProducerLabDialog::makeDeeds()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    addDeed(row, Deed::Next, "labSend", tr("&Send"), tr("The next number, as a producer does"));
    addDeed(row, Deed::Duplicate, "labDuplicate", tr("&Duplicate"),
            tr("The last request once more, as after a lost answer"));
    addDeed(row, Deed::Gap, "labGap", tr("&Gap"), tr("One number is left out"));
    addDeed(row, Deed::StaleEpoch, "labStale", tr("S&tale Epoch"),
            tr("The epoch before this one, as a producer that was replaced. There is none below 0."));
    addDeed(row, Deed::NewEpoch, "labNewEpoch", tr("&New Epoch"),
            tr("The next epoch from number 0, as a producer that was started again"));
    addDeed(row, Deed::Claim, "labClaim", tr("&Claim"),
            tr("As a producer that knows nothing: epoch 0, and above what the server tells"));
    layout->addStretch(1);
    return row;
}

void ProducerLabDialog::addDeed(QWidget *row, Deed deed, const char *name, const QString &text,
                                const QString &toolTip)
{
    auto *button = new QPushButton(text, row);
    button->setObjectName(QLatin1StringView(name));
    button->setToolTip(toolTip);
    button->setAutoDefault(deed == Deed::Next);
    row->layout()->addWidget(button);
    m_deeds.append({ deed, button });
    connect(button, &QPushButton::clicked, this,
            [this, deed] { m_producer->perform(deed, m_message->text().toUtf8()); });
}

void ProducerLabDialog::makeTable()
{
    m_table->setObjectName("labTable"_L1);
    m_table->setAccessibleName(tr("Requests"));
    m_table->setHorizontalHeaderLabels(
        { tr("Time"), tr("What"), tr("Epoch, number"), tr("Answer"), tr("What it means") });
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    for (const Column column : { Time, What, SentAs, Answer }) {
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    }
    connect(m_table, &QTableWidget::currentCellChanged, this, &ProducerLabDialog::explain);
}

void ProducerLabDialog::refresh()
{
    m_epoch->setValue(double(m_producer->epoch()));
    m_next->setValue(double(m_producer->nextSequence()));
    m_counters->setText(tr("In flight: %1 · acknowledged: %2")
                            .arg(m_producer->inFlight())
                            .arg(QLocale().toString(m_producer->acknowledged())));
    const Payload payload = makePayload(m_message->text(), { .contentType = m_contentType });
    setInlineMessage(m_fault, MessageKind::Bad,
                     payload.isSendable() ? QString() : payload.summary());
    for (const auto &[deed, button] : std::as_const(m_deeds)) {
        button->setEnabled(m_producer->canDo(deed) && payload.isSendable());
    }
}

QString ProducerLabDialog::deedName(Deed deed)
{
    switch (deed) {
    case Deed::Next:
        return tr("Send");
    case Deed::Duplicate:
        return tr("Duplicate");
    case Deed::Gap:
        return tr("Gap");
    case Deed::StaleEpoch:
        return tr("Stale epoch");
    case Deed::NewEpoch:
        return tr("New epoch");
    case Deed::Claim:
        return tr("Claim");
    }
    return {};
}

void ProducerLabDialog::addAttempt(const LabProducer::Attempt &attempt)
{
    m_attempts.append(attempt);
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const auto set = [&](Column column, const QString &text) {
        auto *item = new QTableWidgetItem(text);
        item->setToolTip(text);
        m_table->setItem(row, column, item);
    };
    set(Time, attempt.when.toLocalTime().toString(u"HH:mm:ss.zzz"_s));
    set(What, deedName(attempt.deed));
    set(SentAs, tr("%1, %2", "epoch, number").arg(attempt.epoch).arg(attempt.sequence));
    set(Answer, attempt.status > 0 ? QString::number(attempt.status) : tr("none"));
    set(Meaning, attempt.meaning);
    m_table->setCurrentCell(row, 0);
    m_table->scrollToBottom();
}

void ProducerLabDialog::explain()
{
    const int row = m_table->currentRow();
    if (row < 0 || row >= m_attempts.size()) {
        m_meaning->setText(tr("Nothing was sent yet."));
        return;
    }
    const LabProducer::Attempt &attempt = m_attempts.at(row);
    m_meaning->setText(u"%1 (%2)"_s.arg(attempt.meaning, attempt.section));
}

} // namespace Tailwater

#include "moc_producerlabdialog.cpp"
