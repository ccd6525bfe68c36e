# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# What `./run package` makes from the install rules of all folders: the application, and the library
# for developers, each as a Debian package and as an archive.
set(CPACK_PACKAGE_NAME tailwater)
set(CPACK_PACKAGE_VENDOR "The Tailwater authors")
set(CPACK_PACKAGE_CONTACT "The Tailwater authors <tailwater@users.noreply.github.com>")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGE_HOMEPAGE_URL https://github.com/tailwater/tailwater)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR TGZ DEB)
set(CPACK_COMPONENTS_ALL application development)
set(CPACK_COMPONENTS_GROUPING IGNORE)

set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(package_system ${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_ARCHIVE_APPLICATION_FILE_NAME tailwater-${package_system})
set(CPACK_ARCHIVE_DEVELOPMENT_FILE_NAME libdurablestreams-dev-${package_system})

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_APPLICATION_PACKAGE_NAME tailwater)
set(CPACK_DEBIAN_APPLICATION_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_APPLICATION_DESCRIPTION
"watch, inspect and write Durable Streams
 Shows append-only streams of servers that speak the Durable Streams protocol:
 follow one live, look into every message as it was received, append by hand.
 With a sandbox server to try things on.")
set(CPACK_DEBIAN_APPLICATION_PACKAGE_SHLIBDEPS ON)
# Plugins and data that no linker sees: SVG icons, Wayland, the sandbox's database, Qt's own texts, what
# the keychain is spoken to with, and the certificate authorities for TLS. The TLS and X11 plugins come with Qt's libraries.
set(CPACK_DEBIAN_APPLICATION_PACKAGE_DEPENDS
    "qt6-svg-plugins, qt6-wayland, libqt6sql6-sqlite, qt6-translations-l10n, libsecret-1-0, ca-certificates")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libdurablestreams-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION
"C++ client library for Durable Streams
 DurableStreams::Core for Qt 6 programs: read streams from any offset and follow
 them live, append exactly once. Headers, static library, CMake package.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "qt6-base-dev (>= 6.8), libllhttp-dev, zlib1g-dev")
include(CPack)
