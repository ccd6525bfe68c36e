// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "secretstore.h"

#ifdef TAILWATER_KEYCHAIN
#    include <qt6keychain/keychain.h>

#    include <QCoreApplication>
#endif

using namespace Qt::StringLiterals;

namespace Tailwater {

#ifdef TAILWATER_KEYCHAIN

namespace {

const QString Service = u"io.github.tailwater.Tailwater"_s;

template<typename Job>
Job *makeJob(const QString &key)
{
    auto *job = new Job(Service, qApp);
    job->setKey(key);
    job->setAutoDelete(true);
    // Never into a file of its own: the user decides on that, not the library.
    job->setInsecureFallback(false);
    return job;
}

//! Empty if \a job ended well. The library has no words for a keychain that is not there.
QString faultOf(const QKeychain::Job &job)
{
    if (job.error() == QKeychain::NoError) {
        return {};
    }
    return QKeychain::isAvailable()
        ? job.errorString()
        : QCoreApplication::translate("Tailwater::Keychain",
                                      "none is here. Install libsecret-1-0 and a service such as "
                                      "gnome-keyring or KWallet");
}

class SystemKeychain : public Keychain
{
public:
    void write(const QString &key, const QByteArray &value,
               const std::function<void(const QString &)> &done) override
    {
        auto *job = makeJob<QKeychain::WritePasswordJob>(key);
        job->setBinaryData(value);
        QObject::connect(job, &QKeychain::Job::finished, job,
                         [done](const QKeychain::Job *ended) { done(faultOf(*ended)); });
        job->start();
    }

    void read(const QString &key,
              const std::function<void(const std::optional<QByteArray> &)> &done) override
    {
        auto *job = makeJob<QKeychain::ReadPasswordJob>(key);
        QObject::connect(job, &QKeychain::Job::finished, job, [done, job] {
            done(job->error() == QKeychain::NoError ? std::optional(job->binaryData())
                                                    : std::nullopt);
        });
        job->start();
    }

    void remove(const QString &key) override
    {
        makeJob<QKeychain::DeletePasswordJob>(key)->start();
    }
};

} // namespace

std::unique_ptr<Keychain> Keychain::ofSystem()
{
    return std::make_unique<SystemKeychain>();
}

#else

std::unique_ptr<Keychain> Keychain::ofSystem()
{
    return nullptr;
}

#endif

} // namespace Tailwater
