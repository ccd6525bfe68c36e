// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "sendoptions.h"

#include "theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

using DurableStreams::AppendSafety;

namespace {

//! RFC 9110: a token.
bool isHeaderName(QStringView name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](QChar c) {
        return c.unicode() < 128
            && (c.isLetterOrNumber() || QStringView(u"!#$%&'*+-.^_`|~").contains(c));
    });
}

bool isPrintableAscii(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() >= 32 && c.unicode() < 127; });
}

} // namespace

std::expected<QHttpHeaders, QString> parseHeaders(const QString &text)
{
    // What the protocol decides by is set by the fields above, or by the producer.
    static const QStringList reserved { u"producer-id"_s, u"producer-epoch"_s, u"producer-seq"_s,
                                        u"stream-seq"_s, u"stream-closed"_s, u"content-type"_s,
                                        u"content-length"_s, u"transfer-encoding"_s, u"host"_s };
    QHttpHeaders headers;
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty()) {
            continue;
        }
        const qsizetype colon = line.indexOf(u':');
        const QString name = line.first(qMax(qsizetype(0), colon)).trimmed();
        const QString value = line.mid(colon + 1).trimmed();
        if (colon < 0 || !isHeaderName(name)) {
            return std::unexpected(
                SendOptions::tr("A header is written “Name: value”, not “%1”.").arg(line.trimmed()));
        }
        if (reserved.contains(name.toLower())) {
            return std::unexpected(
                SendOptions::tr("%1 is set by the composer itself.").arg(name));
        }
        if (!isPrintableAscii(value)) {
            return std::unexpected(
                SendOptions::tr("The value of %1 has characters that a header cannot carry.").arg(name));
        }
        headers.append(name.toLatin1(), value.toLatin1());
    }
    return headers;
}

SendOptions::SendOptions(QWidget *parent)
    : QWidget(parent)
    , m_safety(new QComboBox(this))
    , m_safetyRule(new QLabel(this))
    , m_sequence(new QLineEdit(this))
    , m_contentType(new QLineEdit(this))
    , m_headers(new QPlainTextEdit(this))
    , m_close(new QCheckBox(tr("Close the stream with it"), this))
{
    layOut();
    connect(m_safety, &QComboBox::currentIndexChanged, this, &SendOptions::showWarning);
    connect(m_safety, &QComboBox::currentIndexChanged, this, &SendOptions::changed);
    connect(m_sequence, &QLineEdit::textChanged, this, &SendOptions::changed);
    connect(m_contentType, &QLineEdit::textChanged, this, &SendOptions::changed);
    connect(m_headers, &QPlainTextEdit::textChanged, this, &SendOptions::changed);
    connect(m_close, &QCheckBox::toggled, this, &SendOptions::showWarning);
    connect(m_close, &QCheckBox::toggled, this, &SendOptions::changed);
    showWarning();
}

SendOptions::~SendOptions() = default;

void SendOptions::layOut()
{
    m_safety->setObjectName("composerSafety"_L1);
    m_safety->addItem(tr("Exactly once"), int(AppendSafety::ExactlyOnce));
    m_safety->addItem(tr("Plain POST"), int(AppendSafety::Plain));
    m_safetyRule->setObjectName("composerSafetyRule"_L1);
    m_safetyRule->setWordWrap(true);
    m_safetyRule->setForegroundRole(QPalette::PlaceholderText);
    m_sequence->setObjectName("composerSequence"_L1);
    m_sequence->setPlaceholderText(tr("none"));
    m_sequence->setToolTip(tr("The server refuses a value that is not above the last one, compared "
                              "byte by byte (PROTOCOL 5.2)."));
    m_contentType->setObjectName("composerContentType"_L1);
    m_contentType->setPlaceholderText(tr("the stream's"));
    m_contentType->setToolTip(tr("The server refuses every type but the stream's (PROTOCOL 5.2)."));
    m_headers->setObjectName("composerHeaders"_L1);
    m_headers->setPlaceholderText(tr("Name: value"));
    m_headers->setTabChangesFocus(true);
    m_headers->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_headers->setFixedHeight(m_headers->fontMetrics().lineSpacing() * 2 + 14);
    m_close->setObjectName("composerClose"_L1);
    m_close->setToolTip(tr("Readers get the end of the stream. It can never be reopened."));

    // What is left of the height is not for the rows to share.
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 0, 10, 0);
    auto *form = new QFormLayout;
    column->addLayout(form);
    column->addStretch(1);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("Delivery"), m_safety);
    form->addRow(m_safetyRule);
    form->addRow(tr("Stream-Seq"), m_sequence);
    form->addRow(tr("Content type"), m_contentType);
    form->addRow(tr("Headers"), m_headers);
    form->addRow(m_close);
}

void SendOptions::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_close) {
        showWarning();
    }
}

void SendOptions::showWarning()
{
    const bool once = settings().safety == AppendSafety::ExactlyOnce;
    m_safetyRule->setText(m_isBurst
                              ? tr("A burst always goes through a producer, with its headers: what is "
                                   "sent again is not stored twice.")
                              : once ? tr("Goes with a producer id, so that a retry is not stored twice.")
                               : tr("No producer headers. If the answer is lost, nobody knows."));
    QPalette colours = palette();
    if (m_close->isChecked()) {
        colours.setColor(QPalette::WindowText, Theme::colours(colours).warning);
    }
    m_close->setPalette(colours);
}

SendSettings SendOptions::settings() const
{
    return { .safety = static_cast<AppendSafety>(m_safety->currentData().toInt()),
             .sequence = m_sequence->text(),
             .headers = m_headers->toPlainText(),
             .contentType = m_contentType->text().trimmed(),
             .close = m_close->isChecked() };
}

void SendOptions::setSettings(const SendSettings &settings)
{
    m_safety->setCurrentIndex(m_safety->findData(int(settings.safety)));
    m_sequence->setText(settings.sequence);
    m_headers->setPlainText(settings.headers);
    m_contentType->setText(settings.contentType);
    m_close->setChecked(settings.close);
}

QString SendOptions::fault() const
{
    const SendSettings now = settings();
    if (!isPrintableAscii(now.sequence) || !isPrintableAscii(now.contentType)) {
        return tr("Stream-Seq and content type take printable ASCII characters only.");
    }
    const auto headers = parseHeaders(now.headers);
    return headers ? QString() : headers.error();
}

DurableStreams::AppendOptions SendOptions::options(const QByteArray &streamType) const
{
    const SendSettings now = settings();
    DurableStreams::AppendOptions options;
    options.contentType = now.contentType.isEmpty() ? streamType : now.contentType.toLatin1();
    if (!now.sequence.isEmpty()) {
        options.sequence = now.sequence.toLatin1();
    }
    options.safety = now.safety;
    options.close = now.close;
    options.request.headers = parseHeaders(now.headers).value_or(QHttpHeaders());
    return options;
}

void SendOptions::setBurst(bool burst)
{
    if (std::exchange(m_isBurst, burst) != burst) {
        showWarning();
    }
}

void SendOptions::forgetOnce()
{
    m_sequence->clear();
    m_close->setChecked(false);
}

} // namespace Tailwater

#include "moc_sendoptions.cpp"
