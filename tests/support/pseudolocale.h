// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QTranslator>

namespace TestSupport {

//! \brief A language of 40 % longer words with accents, for finding what is cut off and what is not
//! translated at all.
//!
//! Placeholders (%1, %n), markup and mnemonics stay. Numbers are filled in by Qt.
class PseudoLocale : public QTranslator
{
public:
    using QTranslator::QTranslator;

    QString translate(const char *, const char *source, const char *, int) const override
    {
        return pseudo(QString::fromUtf8(source));
    }
    bool isEmpty() const override { return false; }

    //! \brief What \a source becomes.
    static QString pseudo(const QString &source);
};

inline QString PseudoLocale::pseudo(const QString &source)
{
    static const QString plain = QStringLiteral("aceinouyACEINOUY");
    static const QString accented = QStringLiteral("åçéîñøûýÅÇÉÎÑØÛÝ");
    QString result;
    qsizetype letters = 0;
    QChar inside; // the end of a tag that we are in
    for (qsizetype i = 0; i < source.size(); ++i) {
        const QChar c = source.at(i);
        const bool placeholder = i > 0 && source.at(i - 1) == u'%';
        if (!inside.isNull()) {
            inside = c == inside ? QChar() : inside;
        } else if (c == u'<' && i + 1 < source.size()
                   && (source.at(i + 1).isLetter() || source.at(i + 1) == u'/')) {
            inside = u'>';
        } else if (c.isLetter() && !placeholder) {
            ++letters;
            const qsizetype known = plain.indexOf(c);
            result += known < 0 ? c : accented.at(known);
            // Two more after every fifth.
            if (letters % 5 == 0) {
                result += QStringLiteral("öö");
            }
            continue;
        }
        result += c;
    }
    // Short words grow by more. An ellipsis at the end means something.
    if (letters > 0 && letters < 5) {
        result.insert(result.endsWith(u'…') ? result.size() - 1 : result.size(), QStringLiteral("öö"));
    }
    return result;
}

} // namespace TestSupport
