// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Makes the pictures of the user guide out of those that `./run screenshots` takes: cut to what they are
// about, no wider than a page, and small.

#include <QCoreApplication>
#include <QHash>
#include <QImage>
#include <QTextStream>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr int Widest = 900;
//! What an interface has: few colours, and shades of them at the edges of letters.
constexpr int Colours = 64;

//! The part that is a dialog, wherever it is.
constexpr QRect Dialog { -1, -1, 1, 1 };

struct Picture
{
    QString from;
    QString name;
    QRect part = {}; //!< null: all of it
    QRect germanPart = part; //!< words are longer there
};

struct Shade
{
    QRgb colour = 0;
    int count = 0;
};
using Box = std::vector<Shade>;

int channel(QRgb colour, int which)
{
    return which == 0 ? qRed(colour) : which == 1 ? qGreen(colour) : qBlue(colour);
}

//! The channel in which the colours of \a box differ most, and by how much.
std::pair<int, int> widestChannel(const Box &box)
{
    std::pair<int, int> widest { 0, -1 };
    for (int which = 0; which < 3; ++which) {
        const auto [low, high]
            = std::ranges::minmax(box, {}, [which](Shade s) { return channel(s.colour, which); });
        const int spread = channel(high.colour, which) - channel(low.colour, which);
        if (spread > widest.second) {
            widest = { which, spread };
        }
    }
    return widest;
}

double weight(const Box &box)
{
    double pixels = 0;
    for (const Shade &shade : box) {
        pixels += shade.count;
    }
    return box.size() < 2 ? 0 : widestChannel(box).second * std::pow(pixels, 0.25);
}

//! Takes the half with the higher values out of \a box. It has two colours at least.
Box split(Box *box)
{
    const int which = widestChannel(*box).first;
    std::ranges::sort(*box, {}, [which](Shade s) { return channel(s.colour, which); });
    double all = 0;
    for (const Shade &shade : *box) {
        all += std::sqrt(shade.count);
    }
    double before = 0;
    auto middle = box->begin();
    while (middle + 1 != box->end() && (before < all / 2 || middle == box->begin())) {
        before += std::sqrt(middle->count);
        ++middle;
    }
    Box upper(middle, box->end());
    box->erase(middle, box->end());
    return upper;
}

//! The most frequent colour, if the area has it before all; else the mean.
QRgb colourOf(const Box &box)
{
    qint64 pixels = 0;
    std::array<qint64, 3> sums {};
    for (const Shade &shade : box) {
        pixels += shade.count;
        for (int which = 0; which < 3; ++which) {
            sums[size_t(which)] += qint64(channel(shade.colour, which)) * shade.count;
        }
    }
    const Shade most = std::ranges::max(box, {}, &Shade::count);
    return most.count * 5 > pixels * 2
        ? most.colour
        : qRgb(int(sums[0] / pixels), int(sums[1] / pixels), int(sums[2] / pixels));
}

QImage withFewColours(const QImage &image)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            ++counts[image.pixel(x, y)];
        }
    }
    std::vector<Box> boxes(1);
    for (const auto &[colour, count] : counts.asKeyValueRange()) {
        boxes.front().push_back({ colour, count });
    }
    // Else the same picture would be another file each time.
    std::ranges::sort(boxes.front(), {}, &Shade::colour);
    while (int(boxes.size()) < std::min(Colours, int(counts.size()))) {
        const auto next = std::ranges::max_element(boxes, {}, weight);
        Box upper = split(&*next);
        boxes.push_back(std::move(upper));
    }
    QImage few(image.size(), QImage::Format_Indexed8);
    QHash<QRgb, int> indexes;
    for (int i = 0; i < int(boxes.size()); ++i) {
        few.setColor(i, colourOf(boxes[size_t(i)]));
        for (const Shade &shade : boxes[size_t(i)]) {
            indexes.insert(shade.colour, i);
        }
    }
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            few.setPixel(x, y, uint(indexes.value(image.pixel(x, y))));
        }
    }
    return few;
}

//! Around a dialog the window is dimmed, so that no pixel there is as bright as its background.
QRect dialogIn(const QImage &image)
{
    constexpr int bright = 200;
    QHash<QRgb, int> counts;
    QHash<QRgb, QRect> places;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (const QRgb colour = image.pixel(x, y); qGray(colour) > bright) {
                ++counts[colour];
                places[colour] |= QRect(x, y, 1, 1);
            }
        }
    }
    const auto most = std::ranges::max_element(counts);
    return most == counts.end() ? QRect() : places.value(most.key());
}

bool makePictures(const QString &gallery, const QString &guide, bool german)
{
    const Picture pictures[] = {
        { u"live-tail"_s, u"sandbox"_s },
        { u"columns"_s, u"reading"_s, QRect(256, 56, 648, 446), QRect(256, 56, 628, 446) },
        { u"filter-hide"_s, u"filter"_s, QRect(256, 56, 648, 116), QRect(256, 56, 628, 116) },
        { u"composer-result"_s, u"composer"_s, QRect(256, 536, 648, 236), QRect(256, 536, 628, 236) },
        { u"fork"_s, u"fork"_s, Dialog, Dialog },
        { u"connect"_s, u"connect"_s, Dialog, Dialog },
    };
    bool good = true;
    for (const Picture &picture : pictures) {
        QImage image(u"%1/%2-light.png"_s.arg(gallery, picture.from));
        image = image.convertToFormat(QImage::Format_RGB32);
        const QRect part = german ? picture.germanPart : picture.part;
        image = image.copy(part == Dialog ? dialogIn(image) : part.isNull() ? image.rect() : part);
        if (image.width() > Widest) {
            image = image.scaledToWidth(Widest, Qt::SmoothTransformation);
        }
        const QString file = u"%1/%2.png"_s.arg(guide, picture.name);
        // Quality 0 is the smallest file.
        if (image.isNull() || !withFewColours(image).save(file, "PNG", 0)) {
            QTextStream(stderr) << "render-guide-pictures: cannot write " << file << '\n';
            good = false;
        }
    }
    return good;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool german = arguments.value(3) == "de"_L1;
    if (arguments.size() != (german ? 4 : 3)) {
        QTextStream(stderr) << "usage: render-guide-pictures SCREENSHOTS PICTURES [de]\n";
        return 2;
    }
    return makePictures(arguments.at(1), arguments.at(2), german) ? 0 : 1;
}
