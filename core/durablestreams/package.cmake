# SPDX-FileCopyrightText: 2026 The Tailwater authors
# SPDX-License-Identifier: MIT

# Installs the library with its public headers and a CMake package: find_package(DurableStreams)
# gives DurableStreams::Core. A static library hands its private dependencies on to whoever links it.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(DURABLESTREAMS_FIND_DEPENDENCIES "find_dependency(ZLIB)\nfind_dependency(llhttp)")
set(_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/DurableStreams)

install(TARGETS durablestreams EXPORT DurableStreamsTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
install(EXPORT DurableStreamsTargets NAMESPACE DurableStreams::
    DESTINATION ${_package_dir} COMPONENT development)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/DurableStreamsConfig.cmake.in
    ${CMAKE_CURRENT_BINARY_DIR}/DurableStreamsConfig.cmake
    INSTALL_DESTINATION ${_package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/DurableStreamsConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/DurableStreamsConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/DurableStreamsConfigVersion.cmake
    DESTINATION ${_package_dir} COMPONENT development)
