import { alpha } from '@planted/alpha'
import { Injectable } from '@nestjs/common'
import { given } from '@planted/testkit'
import { missing } from './missing.ts'
export const report = [alpha, Injectable, given, missing]
