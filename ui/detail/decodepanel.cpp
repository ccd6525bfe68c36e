// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/decodepanel.h"

#include "detail/textview.h"
#include "highlight/highlighting.h"
#include "models/jsontokens.h"
#include "models/valuedecoder.h"
#include "models/visibletext.h"

#include <KSyntaxHighlighting/Definition>

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qsizetype longestText = 256 * 1024;
constexpr qsizetype longestLine = 16 * 1024;
constexpr qsizetype hexColumns = 16;

bool isText(const QByteArray &bytes)
{
    return QByteArrayView(bytes).isValidUtf8() && std::ranges::none_of(bytes, [](char c) {
        return quint8(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
    });
}

QString linesOf(const QByteArray &bytes)
{
    QString text;
    for (const QByteArray &line : bytes.split('\n')) {
        text += visibleText(line, longestLine) + u'\n';
    }
    return text;
}

QString hexOf(const QByteArray &bytes)
{
    QString text;
    for (qsizetype at = 0; at < bytes.size(); at += hexColumns) {
        text += hexPreview(QByteArrayView(bytes).sliced(at, std::min(hexColumns, bytes.size() - at)),
                           hexColumns)
            + u'\n';
    }
    return text;
}

QString textOf(const Decoded &reading)
{
    const QByteArray part = reading.bytes.first(std::min(reading.bytes.size(), longestText));
    QString text = reading.json ? linesOf(indentJson(part, longestText).text)
        : isText(reading.bytes) ? linesOf(part)
                                : hexOf(part);
    if (part.size() < reading.bytes.size()) {
        text += DecodePanel::tr("… the first %1 of %2").arg(sizeText(part.size()),
                                                             sizeText(reading.bytes.size()));
    }
    return text;
}

} // namespace

DecodePanel::DecodePanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new TextView(this))
{
    m_title->setObjectName(u"decodedTitle"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setContentsMargins(8, 6, 8, 4);
    m_text->setObjectName(u"decodedText"_s);
    m_text->setAccessibleName(tr("Decoded value"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_text, 1);
    hide();
}

DecodePanel::~DecodePanel() = default;

bool DecodePanel::showReadings(QByteArrayView token)
{
    const QList<Decoded> readings = decodeValue(token);
    setVisible(!readings.isEmpty());
    if (readings.isEmpty()) {
        return false;
    }
    QStringList titles;
    QString text;
    for (const Decoded &reading : readings) {
        titles.append(reading.title);
        text += textOf(reading);
    }
    const bool json = std::ranges::all_of(readings, &Decoded::json);
    m_title->setText(tr("Decoded: %1").arg(titles.join(u", "_s)));
    m_text->setContent(text.trimmed(),
                       json ? Highlighting::instance()->definitionFor("application/json"_ba)
                            : KSyntaxHighlighting::Definition {});
    return true;
}

} // namespace Tailwater

#include "moc_decodepanel.cpp"
