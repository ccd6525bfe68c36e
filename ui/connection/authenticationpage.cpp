// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectpages.h"

#include "theme/inlinemessage.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

enum Columns { Kind, Name, Value, Secret, ColumnCount };

bool isSecretRow(const QModelIndex &index)
{
    return index.siblingAtColumn(Secret).data(Qt::CheckStateRole).toInt() == Qt::Checked;
}

//! Shows the value of a secret as dots, also while it is typed.
class ValueDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override
    {
        QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
        if (auto *line = qobject_cast<QLineEdit *>(editor); line && isSecretRow(index)) {
            line->setEchoMode(QLineEdit::Password);
        }
        return editor;
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (isSecretRow(index) && !option->text.isEmpty()) {
            option->text = u"••••••••"_s;
        }
    }
};

//! A token is pasted as it was found, such as with all of its header.
QByteArray tokenIn(const QString &text)
{
    QString token = text.trimmed();
    for (const QLatin1StringView before : { "Authorization:"_L1, "Bearer "_L1 }) {
        if (token.startsWith(before, Qt::CaseInsensitive)) {
            token = token.sliced(before.size()).trimmed();
        }
    }
    return token.toUtf8();
}

} // namespace

AuthenticationPage::AuthenticationPage(bool hasKeychain, QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_user(new QLineEdit(this))
    , m_secret(new QLineEdit(this))
    , m_userLabel(new QLabel(tr("U&ser"), this))
    , m_secretLabel(new QLabel(this))
    , m_fields(new QTableWidget(0, ColumnCount, this))
    , m_place(new QComboBox(this))
    , m_placeWarning(new QLabel(this))
{
    m_kind->setObjectName("connectCredentials"_L1);
    m_kind->addItem(tr("None"), int(Authentication::Kind::None));
    m_kind->addItem(tr("Bearer token"), int(Authentication::Kind::Bearer));
    m_kind->addItem(tr("User and password"), int(Authentication::Kind::Basic));
    m_kind->addItem(tr("Authorization header as it is"), int(Authentication::Kind::Header));
    m_user->setObjectName("connectUser"_L1);
    m_userLabel->setBuddy(m_user);
    m_secret->setObjectName("connectSecret"_L1);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secretLabel->setBuddy(m_secret);
    m_place->setObjectName("connectSecretPlace"_L1);
    if (hasKeychain) {
        m_place->addItem(tr("In the keychain of this computer"), int(SecretStore::Place::Keychain));
    }
    m_place->addItem(tr("Until I quit"), int(SecretStore::Place::UntilQuit));
    m_place->addItem(tr("In a plain file, unprotected"), int(SecretStore::Place::PlainFile));
    m_placeWarning->setWordWrap(true);
    m_placeWarning->hide();

    auto *form = new QFormLayout(this);
    form->setContentsMargins(12, 14, 12, 12);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(10);
    form->addRow(tr("Cre&dentials"), m_kind);
    form->addRow(m_userLabel, m_user);
    form->addRow(m_secretLabel, m_secret);
    auto *fieldsLabel = new QLabel(tr("&Headers and\nparameters"), this);
    fieldsLabel->setBuddy(m_fields);
    form->addRow(fieldsLabel, makeFields());
    form->addRow(tr("&Keep secrets"), m_place);
    form->addRow(QString(), m_placeWarning);
    for (QComboBox *box : { m_kind, m_place }) {
        connect(box, &QComboBox::currentIndexChanged, this, &AuthenticationPage::refresh);
    }
    connect(m_secret, &QLineEdit::textChanged, this, &AuthenticationPage::changed);
    connect(m_fields, &QTableWidget::itemChanged, this, [this] {
        m_fields->viewport()->update(); // the value looks as “Secret” beside it says
        Q_EMIT changed();
    });
    refresh();
}

QWidget *AuthenticationPage::makeFields()
{
    m_fields->setObjectName("connectFields"_L1);
    m_fields->setAccessibleName(tr("Headers and parameters that go with every request"));
    m_fields->setHorizontalHeaderLabels({ tr("Kind"), tr("Name"), tr("Value"), tr("Secret") });
    m_fields->setItemDelegateForColumn(Value, new ValueDelegate(m_fields));
    m_fields->verticalHeader()->hide();
    m_fields->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_fields->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_fields->setTabKeyNavigation(false);
    m_fields->setMinimumHeight(fontMetrics().height() * 7);
    m_fields->horizontalHeader()->setHighlightSections(false);
    m_fields->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_fields->horizontalHeader()->setSectionResizeMode(Value, QHeaderView::Stretch);
    m_fields->horizontalHeader()->setSectionResizeMode(Secret, QHeaderView::ResizeToContents);
    m_fields->horizontalHeader()->resizeSection(Name, fontMetrics().averageCharWidth() * 24);
    auto *box = new QWidget(this);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_fields, 1);
    auto *row = new QHBoxLayout;
    const auto addButton = [&](const QString &text, const char *id, auto act) {
        auto *button = new QPushButton(text, box);
        button->setObjectName(QLatin1StringView(id));
        connect(button, &QPushButton::clicked, this, act);
        row->addWidget(button);
    };
    const auto addEmpty = [this](const QString &kind) {
        // Whoever adds one has a key to give more often than not.
        addField(kind, {}, {}, true);
        m_fields->setFocus();
        QTableWidgetItem *name = m_fields->item(m_fields->rowCount() - 1, Name);
        m_fields->setCurrentItem(name); // the next field is told from this one
        m_fields->editItem(name);
    };
    addButton(tr("Add H&eader"), "connectAddHeader", [addEmpty] { addEmpty(tr("header")); });
    addButton(tr("Add &Parameter"), "connectAddParameter",
              [addEmpty] { addEmpty(tr("parameter")); });
    addButton(tr("Re&move"), "connectRemoveField", [this] {
        m_fields->removeRow(m_fields->currentRow());
        Q_EMIT changed();
    });
    row->addStretch(1);
    layout->addLayout(row);
    return box;
}

void AuthenticationPage::addField(const QString &kind, const QString &name, const QString &value,
                                  bool secret)
{
    const int row = m_fields->rowCount();
    m_fields->insertRow(row);
    auto *kindItem = new QTableWidgetItem(kind);
    kindItem->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    kindItem->setData(Qt::UserRole, kind == tr("header"));
    auto *secretItem = new QTableWidgetItem;
    secretItem->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    secretItem->setCheckState(secret ? Qt::Checked : Qt::Unchecked);
    m_fields->setItem(row, Kind, kindItem);
    m_fields->setItem(row, Secret, secretItem);
    m_fields->setItem(row, Name, new QTableWidgetItem(name));
    m_fields->setItem(row, Value, new QTableWidgetItem(value));
}

void AuthenticationPage::refresh()
{
    const auto kind = static_cast<Authentication::Kind>(m_kind->currentData().toInt());
    m_user->setVisible(kind == Authentication::Kind::Basic);
    m_userLabel->setVisible(kind == Authentication::Kind::Basic);
    m_secret->setVisible(kind != Authentication::Kind::None);
    m_secretLabel->setVisible(kind != Authentication::Kind::None);
    m_secretLabel->setText(kind == Authentication::Kind::Bearer     ? tr("&Token")
                               : kind == Authentication::Kind::Basic ? tr("Pass&word")
                                                                     : tr("&Value"));
    setInlineMessage(m_placeWarning, MessageKind::Warning,
                     place() == SecretStore::Place::PlainFile
                         ? tr("Everybody who can read your files can use these secrets.")
                         : QString());
    Q_EMIT changed();
}

void AuthenticationPage::load(const Connection &connection, SecretStore::Place place)
{
    m_kind->setCurrentIndex(qMax(0, m_kind->findData(int(connection.authentication.kind))));
    m_user->setText(connection.authentication.user);
    m_secret->setText(QString::fromUtf8(connection.authentication.secret));
    m_fields->setRowCount(0);
    for (const auto &[name, value] : connection.headers.toListOfPairs()) {
        addField(tr("header"), QString::fromUtf8(name), QString::fromUtf8(value),
                 connection.isSecret(name));
    }
    for (const auto &[name, value] : connection.parameters) {
        addField(tr("parameter"), QString::fromUtf8(name), QString::fromUtf8(value),
                 connection.isSecret(name));
    }
    m_place->setCurrentIndex(qMax(0, m_place->findData(int(place))));
    refresh();
}

void AuthenticationPage::store(Connection *connection) const
{
    const auto kind = static_cast<Authentication::Kind>(m_kind->currentData().toInt());
    const bool basic = kind == Authentication::Kind::Basic;
    const bool bearer = kind == Authentication::Kind::Bearer;
    // Tokens are pasted with the end of their line; a password may begin or end with a space.
    connection->authentication
        = { .kind = kind,
            .user = basic ? m_user->text() : QString(),
            .secret = kind == Authentication::Kind::None ? QByteArray()
                : basic                                  ? m_secret->text().toUtf8()
                : bearer                                 ? tokenIn(m_secret->text())
                                                         : m_secret->text().trimmed().toUtf8() };
    connection->headers = {};
    connection->parameters.clear();
    connection->secretNames.clear();
    for (int row = 0; row < m_fields->rowCount(); ++row) {
        const QByteArray name = m_fields->item(row, Name)->text().trimmed().toUtf8();
        const QByteArray value = m_fields->item(row, Value)->text().toUtf8();
        if (name.isEmpty()) {
            continue;
        }
        if (m_fields->item(row, Kind)->data(Qt::UserRole).toBool()) {
            connection->headers.append(name, value.trimmed());
        } else {
            connection->parameters.append({ name, value });
        }
        if (m_fields->item(row, Secret)->checkState() == Qt::Checked) {
            connection->secretNames.insert(name.toLower());
        }
    }
}

SecretStore::Place AuthenticationPage::place() const
{
    return static_cast<SecretStore::Place>(m_place->currentData().toInt());
}

void AuthenticationPage::focusMissing(const QString &place)
{
    for (int row = 0; row < m_fields->rowCount(); ++row) {
        const bool header = m_fields->item(row, Kind)->data(Qt::UserRole).toBool();
        const QString name = m_fields->item(row, Name)->text().trimmed();
        const QString own = header ? QString(u"header:"_s + name.toLower())
                                   : QString(u"parameter:"_s + name);
        if (own == place) {
            m_fields->setFocus(Qt::OtherFocusReason);
            m_fields->setCurrentCell(row, Value);
            return;
        }
    }
    focusSecret();
}

void AuthenticationPage::suggest(const QByteArray &challenge)
{
    using Kind = Authentication::Kind;
    if (m_kind->currentData().toInt() != int(Kind::None)) {
        return;
    }
    const QByteArray scheme = challenge.trimmed().split(' ').first().toLower();
    if (scheme == "bearer" || scheme == "basic") {
        m_kind->setCurrentIndex(
            m_kind->findData(int(scheme == "basic" ? Kind::Basic : Kind::Bearer)));
    }
}

void AuthenticationPage::focusSecret()
{
    (m_secret->isHidden() ? static_cast<QWidget *>(m_kind) : m_secret)
        ->setFocus(Qt::OtherFocusReason);
    m_secret->selectAll();
}

} // namespace Tailwater
