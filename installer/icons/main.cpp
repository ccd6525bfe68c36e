// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <cstdio>

using namespace Qt::StringLiterals;

// render-icons SVG FOLDER SIZE…: FOLDER/SIZE.png for each size in pixels. No display is needed.
int main(int argc, char *argv[])
{
    if (argc < 4) {
        std::fputs("usage: render-icons SVG FOLDER SIZE...\n", stderr);
        return 2;
    }
    QSvgRenderer renderer(QFile::decodeName(argv[1]));
    if (!renderer.isValid()) {
        std::fprintf(stderr, "%s is not an SVG picture\n", argv[1]);
        return 1;
    }
    for (int i = 3; i < argc; ++i) {
        const int size = QByteArrayView(argv[i]).toInt();
        QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        renderer.render(&painter);
        painter.end();
        const QString file = u"%1/%2.png"_s.arg(QFile::decodeName(argv[2])).arg(size);
        if (!image.save(file)) {
            std::fprintf(stderr, "cannot write %s\n", qUtf8Printable(file));
            return 1;
        }
    }
    return 0;
}
