// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// replay-server: prints its port, then serves until standard input ends.

#include "server.h"

#include <cstdio>

int main()
{
    try {
        Replay::Server server;
        std::printf("%u\n", unsigned(server.port()));
        std::fflush(stdout);
        server.run();
    } catch (const std::exception &error) {
        std::fprintf(stderr, "replay-server: %s\n", error.what());
        return 1;
    }
    return 0;
}
